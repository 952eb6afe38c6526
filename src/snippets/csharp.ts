import { commentLine, file, type SnippetLanguage } from './snippet-language.js';
import { strictUri } from './snippet-request.js';
import { csharpString, hexDigits } from './string-literal.js';

/** C# with the client of .NET. */
export const csharp: SnippetLanguage = {
  id: 'csharp',
  name: 'C#',
  library: '.NET 8 or later, System.Net.WebSockets',
  source: 'https://learn.microsoft.com/dotnet/api/system.net.websockets.clientwebsocket',
  grammar: {
    comment: '//',
    string: /"(?:[^"\\\n]|\\.)*"/,
    keywords: [
      ...['async', 'await', 'byte', 'else', 'false', 'if', 'new', 'return', 'static', 'true', 'using'],
      ...['var', 'while', 'or', 'is'],
    ],
  },
  client: ({ url, protocols, messages, close, listenSeconds, remarks }) =>
    file(
      '// .NET 8 or later, without a library: Program.cs of `dotnet new console`',
      ...remarks.map((remark) => commentLine('//', remark)),
      'using System.Net.WebSockets;',
      'using System.Text;',
      '',
      'using var socket = new ClientWebSocket();',
      ...protocols.map((name) => `socket.Options.AddSubProtocol(${csharpString(name)});`),
      `await socket.ConnectAsync(new Uri(${csharpString(strictUri(url))}), default);`,
      ...messages.map((message) =>
        typeof message === 'string'
          ? `await socket.SendAsync(Encoding.UTF8.GetBytes(${csharpString(message)}), WebSocketMessageType.Text, true, default);`
          : `await socket.SendAsync(Convert.FromHexString("${hexDigits(message)}"), WebSocketMessageType.Binary, true, default);`,
      ),
      '',
      'var listening = ListenAsync(socket);',
      `await Task.WhenAny(listening, Task.Delay(${listenSeconds * 1000}));`,
      'if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)',
      '{',
      `    await socket.CloseOutputAsync((WebSocketCloseStatus)${close.code}, ${csharpString(close.reason)}, default);`,
      '}',
      'await listening;',
      '',
      'static async Task ListenAsync(ClientWebSocket socket)',
      '{',
      '    var buffer = new byte[16384];',
      '    var message = new MemoryStream();',
      '    while (true)',
      '    {',
      '        var part = await socket.ReceiveAsync(buffer, default);',
      '        if (part.MessageType == WebSocketMessageType.Close)',
      '        {',
      '            Console.WriteLine($"closed {socket.CloseStatus} {socket.CloseStatusDescription}");',
      '            return;',
      '        }',
      '        message.Write(buffer, 0, part.Count);',
      '        if (part.EndOfMessage)',
      '        {',
      '            var bytes = message.ToArray();',
      '            var isText = part.MessageType == WebSocketMessageType.Text;',
      '            Console.WriteLine(isText ? Encoding.UTF8.GetString(bytes) : Convert.ToHexString(bytes));',
      '            message.SetLength(0);',
      '        }',
      '    }',
      '}',
    ),
};
