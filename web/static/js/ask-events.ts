// An answer as the server tells it: events of a stream, until it is complete.
/** events reads server-sent events from any response; EventSource cannot post. */
export async function* events(body: ReadableStream<Uint8Array>) {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const lines = rest.slice(0, end).split("\n");
      rest = rest.slice(end + 2);
      const name = lines.find(l => l.startsWith("event: "))?.slice(7);
      const data = lines.filter(l => l.startsWith("data: ")).map(l => l.slice(6)).join("\n");
      if (name) yield { name, data: JSON.parse(data) };
    }
  }
}

/** Sentence is a sentence with its verdict, as the server drew it. */
export interface Sentence { n: number; break: boolean; quoted: boolean; html: string; popovers: string; passages: string; said: string }

/** Settled is a complete answer as the server drew it. */
export interface Settled { html: string; running?: boolean; url?: string; title?: string; conversation?: string; marks?: unknown[] }
