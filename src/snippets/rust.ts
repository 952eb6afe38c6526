import { commentLine, file, type SnippetLanguage } from './snippet-language.js';
import { strictUri } from './snippet-request.js';
import { rustString } from './string-literal.js';

/** Rust with `tokio-tungstenite`. */
export const rust: SnippetLanguage = {
  id: 'rust',
  name: 'Rust',
  library: 'Rust 2021, tokio 1, tokio-tungstenite 0.24 or later',
  source: 'https://docs.rs/tokio-tungstenite/',
  grammar: {
    comment: '//',
    string: /r#"(?:(?!"#).)*"#|"(?:[^"\\\n]|\\.)*"/,
    keywords: [
      ...['as', 'async', 'await', 'else', 'fn', 'if', 'let', 'loop', 'match', 'mut', 'use', 'while'],
      ...['break', 'move'],
    ],
  },
  client: ({ url, protocols, messages, close, listenSeconds, remarks }) =>
    file(
      '// Rust 2021, tokio-tungstenite 0.24 or later:',
      '// cargo add tokio --features full',
      '// cargo add futures-util',
      '// cargo add tokio-tungstenite --features native-tls',
      ...remarks.map((remark) => commentLine('//', remark)),
      'use std::time::Duration;',
      '',
      'use futures_util::{SinkExt, StreamExt};',
      'use tokio_tungstenite::connect_async;',
      'use tokio_tungstenite::tungstenite::client::IntoClientRequest;',
      'use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;',
      'use tokio_tungstenite::tungstenite::protocol::CloseFrame;',
      'use tokio_tungstenite::tungstenite::Message;',
      '',
      '#[tokio::main]',
      'async fn main() -> Result<(), Box<dyn std::error::Error>> {',
      `    let ${protocols.length > 0 ? 'mut ' : ''}request = ${rustString(strictUri(url))}.into_client_request()?;`,
      protocols.length > 0
        ? `    request.headers_mut().insert("Sec-WebSocket-Protocol", ${rustString(protocols.join(', '))}.parse()?);`
        : undefined,
      '    let (mut socket, _) = connect_async(request).await?;',
      ...messages.map((message) =>
        typeof message === 'string'
          ? `    socket.send(Message::text(${rustString(message)})).await?;`
          : `    socket.send(Message::binary(vec![${message.length > 0 ? [...message].map((byte) => `${byte}u8`).join(', ') : '0u8; 0'}])).await?;`,
      ),
      '',
      '    let listen = async {',
      '        while let Some(message) = socket.next().await {',
      '            match message {',
      '                Ok(Message::Text(text)) => println!("{text}"),',
      '                Ok(Message::Binary(bytes)) => println!("{bytes:?}"),',
      '                Ok(Message::Close(frame)) => println!("closed {frame:?}"),',
      '                Ok(_) => {}',
      '                Err(error) => eprintln!("{error}"),',
      '            }',
      '        }',
      '    };',
      `    if tokio::time::timeout(Duration::from_secs(${listenSeconds}), listen).await.is_err() {`,
      `        let frame = CloseFrame { code: CloseCode::from(${close.code}), reason: ${rustString(close.reason)}.into() };`,
      '        socket.close(Some(frame)).await?;',
      '    }',
      '    Ok(())',
      '}',
    ),
};
