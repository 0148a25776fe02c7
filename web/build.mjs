// Builds what the browser gets: npm run build → static/dist, every name with its content's hash, and
// manifest.json, which package static reads. Text files stand there compressed as well (.gz, .br).
import * as esbuild from "esbuild";
import { execFileSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { fileURLToPath } from "node:url";

const root = path.dirname(fileURLToPath(import.meta.url));
process.chdir(root);
const dist = "static/dist", tmp = "node_modules/.studyapp";
fs.rmSync(tmp, { recursive: true, force: true });
fs.mkdirSync(tmp, { recursive: true });
for (const f of fs.readdirSync(dist)) if (f !== ".gitkeep") fs.rmSync(path.join(dist, f), { recursive: true });

const manifest = {};
const put = (name, data) => {
  const { dir, name: base, ext } = path.parse(name);
  const hash = crypto.createHash("sha256").update(data).digest("hex").slice(0, 10);
  const file = path.posix.join(dir, `${base}-${hash}${ext}`);
  fs.mkdirSync(path.join(dist, dir), { recursive: true });
  fs.writeFileSync(path.join(dist, file), data);
  return (manifest[name] = file);
};

// CSS: Tailwind writes it, esbuild resolves the fonts it names. The text faces get their own names, because pages preload them.
execFileSync("node_modules/.bin/tailwindcss", ["-i", "static/css/app.css", "-o", `${tmp}/app.css`], { stdio: ["ignore", "ignore", "inherit"] });
fs.writeFileSync(`${tmp}/math.css`, fs.readFileSync("node_modules/katex/dist/katex.min.css", "utf8")
  .replaceAll(/,url\(fonts\/[^)]+\.(woff|ttf)\) format\("\w+"\)/g, "").replaceAll("url(fonts/", "url(katex/dist/fonts/"));
const css = await esbuild.build({
  entryPoints: [`${tmp}/app.css`, `${tmp}/math.css`], bundle: true, minify: true, outdir: dist, metafile: true, nodePaths: ["node_modules"],
  entryNames: "[name]-[hash]", assetNames: "fonts/[name]-[hash]", loader: { ".woff2": "file" }, target: ["chrome111", "firefox113", "safari16.4"],
});

// JS: one module a page, shared parts split off; pdf.js and KaTeX are loaded only where they are used.
const js = await esbuild.build({
  entryPoints: fs.readdirSync("static/js").filter(f => /^page-\w+\.ts$/.test(f)).map(f => `static/js/${f}`), bundle: true, splitting: true, format: "esm", minify: true,
  outdir: dist, metafile: true, entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", target: ["chrome111", "firefox113", "safari16.4"], legalComments: "linked",
});
for (const { metafile } of [css, js]) for (const [file, out] of Object.entries(metafile.outputs)) {
  const name = path.posix.relative(dist, file), plain = name.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1");
  if ((out.entryPoint && !name.startsWith("chunk-")) || name.startsWith("fonts/")) manifest[plain] = name;
}

put("pdf.worker.mjs", fs.readFileSync("node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs"));
// pdf.js asks for these by their own names: the folder carries the version instead of a hash.
const pdfjs = JSON.parse(fs.readFileSync("node_modules/pdfjs-dist/package.json", "utf8")).version;
for (const part of ["cmaps", "standard_fonts", "iccs", "wasm"]) fs.cpSync(`node_modules/pdfjs-dist/${part}`, `${dist}/pdfjs-${pdfjs}/${part}`, { recursive: true });
manifest["pdfjs/"] = `pdfjs-${pdfjs}/`;
for (const f of fs.readdirSync("static/img")) put(f, fs.readFileSync(`static/img/${f}`));

const walk = dir => fs.readdirSync(dir, { withFileTypes: true }).flatMap(e => e.isDirectory() ? walk(`${dir}/${e.name}`) : [`${dir}/${e.name}`]);
for (const f of walk(dist)) if (/\.(css|m?js|svg)$/.test(f)) {
  const data = fs.readFileSync(f);
  if (data.length < 1024) continue;
  fs.writeFileSync(`${f}.gz`, zlib.gzipSync(data, { level: 9 }));
  fs.writeFileSync(`${f}.br`, zlib.brotliCompressSync(data, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: data.length > 400_000 ? 9 : 11 } }));
}
fs.writeFileSync(`${dist}/manifest.json`, JSON.stringify(Object.fromEntries(Object.entries(manifest).sort()), null, 1));
fs.rmSync(tmp, { recursive: true });

const kb = n => `${(n / 1024).toFixed(1)} KB`;
for (const name of Object.keys(manifest).filter(n => /\.(css|m?js)$/.test(n)).sort()) {
  const file = path.join(dist, manifest[name]);
  console.log(`${name.padEnd(18)} ${kb(fs.statSync(file).size).padStart(10)} ${fs.existsSync(`${file}.br`) ? `${kb(fs.statSync(`${file}.br`).size)} br` : ""}`);
}
