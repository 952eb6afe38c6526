import type { WebSocket } from 'ws';
import type { LabData } from './clients.js';

/** Above this many unsent bytes the lab reads nothing more from the client until some have gone out. */
const pauseAboveBytes = 4 * 1024 * 1024;

/**
 * Sends an answer, and stops reading from a client that sends faster than it reads, so that no client can grow
 * the lab's memory. Nothing is dropped. Strings go as text messages, bytes as binary ones. A socket that is no
 * longer open is left alone.
 */
export function answer(socket: WebSocket, data: LabData): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.send(data, () => {
    if (socket.isPaused && socket.bufferedAmount <= pauseAboveBytes) socket.resume();
  });
  if (socket.bufferedAmount > pauseAboveBytes) socket.pause();
}
