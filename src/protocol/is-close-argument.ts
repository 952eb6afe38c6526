/** Whether `WebSocket.close(code)` takes this whole number (WHATWG WebSockets, `close()`). */
export function isCloseArgument(code: number): boolean {
  return code === 1000 || (Number.isInteger(code) && code >= 3000 && code <= 4999);
}
