// A small model behind the chat-completions protocol, for `make test-engines`:
// node serve.mjs MODEL.gguf MODULES CONTEXT THREADS
//
// MODULES is the folder that node-llama-cpp is installed in. It prints its port
// in one line when it is ready and answers one request at a time, as such
// servers do. It keeps what two prompts begin with alike, tells in usage how
// much that was, and stops when the connection closes, in the middle of a
// prompt too: it reads in pieces of 32 tokens. GET /stats tells what it has
// computed since it began: {busy, read, written, cpu_s}.
import http from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modelPath, modules, size = "4096", threads = "2"] = process.argv.slice(2);
const at = createRequire(modules + "/package.json").resolve("node-llama-cpp");
const { getLlama } = await import(pathToFileURL(at));
const llama = await getLlama({ gpu: false, build: "never", maxThreads: Number(threads) });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize: Number(size), threads: Number(threads), batchSize: 32 });
const sequence = context.getSequence();

const stats = { busy: false, read: 0, written: 0 };
let last = Promise.resolve();

// Only the template's own marks become control tokens, never what stands in a text.
function tokensOf(messages) {
  const mark = text => model.tokenize(text, true);
  const out = [];
  for (const m of messages) out.push(...mark("<|im_start|>"), ...model.tokenize(`${m.role}\n${m.content}`, false), ...mark("<|im_end|>"), ...model.tokenize("\n", false));
  return [...out, ...mark("<|im_start|>"), ...model.tokenize("assistant\n", false)];
}

async function read(tokens, gone) {
  const piece = 32;
  let i = 0;
  for (; i < tokens.length - 1 && !gone(); i += piece) {
    const some = tokens.slice(i, Math.min(i + piece, tokens.length - 1));
    await sequence.evaluateWithoutGeneratingNewTokens(some);
    stats.read += some.length;
  }
}

async function* write(first, most, gone) {
  const tokens = [];
  let told = "";
  for await (const token of sequence.evaluate(first, { temperature: 0 })) {
    stats.written++;
    if (model.isEogToken(token)) return;
    tokens.push(token);
    const text = model.detokenize(tokens);
    if (!text.endsWith("\uFFFD")) { // half a character waits for its rest
      yield text.slice(told.length);
      told = text;
    }
    if (tokens.length >= most || gone()) return;
  }
}

async function complete(body, res) {
  const gone = () => res.destroyed;
  const all = tokensOf(body.messages);
  if (all.length + 16 > context.contextSize) {
    res.writeHead(400, { "content-type": "application/json" });
    return res.end(JSON.stringify({ error: { message: `the prompt has ${all.length} tokens, the context ${context.contextSize}` } }));
  }
  if (body.cache_prompt === false) await sequence.clearHistory();
  await sequence.adaptStateToTokens(all.slice(0, -1), false);
  const cached = sequence.nextTokenIndex;
  res.writeHead(200, { "content-type": "text/event-stream" });
  const send = more => res.write(`data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 0, model: "small", ...more })}\n\n`);
  await read(all.slice(cached), gone);
  if (gone()) return;
  let n = 0;
  const most = body.max_completion_tokens ?? body.max_tokens ?? 512;
  for await (const content of write([all.at(-1)], most, gone)) {
    n++;
    send({ choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }] });
  }
  send({ choices: [{ index: 0, delta: {}, finish_reason: n >= most ? "length" : "stop" }] });
  send({ choices: [], usage: { prompt_tokens: all.length, completion_tokens: n, total_tokens: all.length + n, prompt_tokens_details: { cached_tokens: cached } } });
  res.end("data: [DONE]\n\n");
}

async function answer(body, res) {
  const before = last;
  let done;
  last = new Promise(resolve => { done = resolve; });
  await before;
  try {
    if (res.destroyed) return;
    stats.busy = true;
    await complete(body, res);
  } catch (e) {
    if (!res.headersSent) res.writeHead(500, { "content-type": "application/json" });
    res.end(JSON.stringify({ error: { message: String(e?.message ?? e) } }));
  } finally {
    stats.busy = false;
    done();
  }
}

const json = (res, value) => { res.writeHead(200, { "content-type": "application/json" }); res.end(JSON.stringify(value)); };
const server = http.createServer((req, res) => {
  const parts = [];
  req.on("data", d => parts.push(d));
  req.on("end", () => {
    if (req.url === "/stats") { const { user, system } = process.cpuUsage(); return json(res, { ...stats, cpu_s: (user + system) / 1e6 }); }
    if (req.url === "/v1/models") return json(res, { object: "list", data: [{ id: "small", object: "model", max_model_len: context.contextSize }] });
    if (req.url === "/tokens") return json(res, { tokens: model.tokenize(Buffer.concat(parts).toString(), false).length });
    if (req.url === "/v1/chat/completions") return void answer(JSON.parse(Buffer.concat(parts)), res);
    res.writeHead(404).end();
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
