"""The search model as PyTorch knows it, from the file that the program runs it from,
with its tokenizer, and the reader that is learned on top (readergraph.go)."""

import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

LAYERS, KEPT, RANK = 8, 1, 16  # readerLayers, readerKept, readerRank
MOST_QUESTION, MOST_TEXT = 40, 144  # mostQuestion, mostText
EPSILON = 1e-12


class Weights:
    """Weights read a file as weights.go does: 4-bit blocks of 32 with a float16 scale."""

    def __init__(self, path):
        self.data, self.at = open(path, "rb").read(), 8
        self.hidden, self.layers, self.heads, self.inner = (self.u("<I") for _ in range(4))
        self.at += 16  # vocabulary, positions, token types, epsilon
        self.at += 4
        n = self.u("<I")
        self.bos, self.eos, self.pad, self.unk = (self.u("<I") for _ in range(4))
        blob = self.u("<Q")
        offsets = np.frombuffer(self.data, "<u4", n + 1, self.at)
        self.scores = np.frombuffer(self.data, "<f4", n, self.at + 4 * (n + 1))
        self.at += 4 * (n + 1) + 4 * n
        pieces = self.data[self.at : self.at + blob]
        self.at += blob
        self.pieces = [pieces[offsets[i] : offsets[i + 1]] for i in range(n)]
        self.normal = {}
        count = self.u("<I")
        self.at += 4
        for _ in range(count):
            point = self.u("<I")
            length = self.data[self.at]
            self.at += 1
            self.normal[chr(point)] = "".join(chr(self.u("<I")) for _ in range(length))
        self.tensors = {}
        for _ in range(self.u("<I")):
            length = self.u("<H")
            name = self.data[self.at : self.at + length].decode()
            self.at += length + 1
            elements, offset = self.u("<I"), self.u("<Q")
            self.at += 8
            self.tensors[name] = elements, offset

    def u(self, form):
        v = struct.unpack_from(form, self.data, self.at)[0]
        self.at += struct.calcsize(form)
        return v

    def floats(self, name):
        elements, offset = self.tensors[name]
        return torch.tensor(np.frombuffer(self.data, "<f4", elements, offset).copy())

    def matrix(self, name, rows, columns):
        blocks = rows * columns // 32
        b = np.frombuffer(self.data, np.uint8, blocks * 18, self.tensors[name][1]).reshape(blocks, 18)
        scale = b[:, :2].copy().view("<f2").astype(np.float32)
        q = np.concatenate([b[:, 2:] & 15, b[:, 2:] >> 4], axis=1).astype(np.float32)
        return torch.tensor(((q - 8) * scale).reshape(rows, columns))


class Tokenizer:
    """Tokenizer cuts texts as tokenizer.go does: (id, start, end) of each piece, in code points."""

    def __init__(self, w):
        self.normal, self.unk = w.normal, w.unk
        control = {w.bos, w.eos, w.pad, w.unk, len(w.pieces) - 1}
        self.known = {}
        for i, p in enumerate(w.pieces):
            if p and i not in control:
                self.known.setdefault(p.decode(), (i, float(w.scores[i])))
        self.longest = max(map(len, self.known))
        self.unknown = float(min(w.scores.min(), 0)) - 10

    def __call__(self, text):
        out, places, space = ["\u2581"], [0], True
        for at, r in enumerate(text):
            for c in self.normal.get(r, r):
                if c == " ":
                    if not space:
                        out.append("\u2581")
                        places.append(at)
                    space = True
                else:
                    space = False
                    out.append(c)
                    places.append(at)
        s = "".join(out)
        best = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * len(s)
        for i in range(len(s)):
            base = best[i][0]
            for end in range(i + 1, min(len(s), i + self.longest) + 1):
                piece = self.known.get(s[i:end])
                if piece and base + piece[1] > best[end][0]:
                    best[end] = base + piece[1], i, piece[0]
            if base + self.unknown > best[i + 1][0]:
                best[i + 1] = base + self.unknown, i, self.unk
        tokens, i = [], len(s)
        while i > 0:
            _, start, piece = best[i]
            first = start + 1 if i - start > 1 and s[start] == "\u2581" else start
            tokens.append((piece, places[first], places[i - 1] + 1))
            i = start
        return tokens[::-1]


class Linear(nn.Module):
    """Linear is a matrix of the model, which stays, and one of low rank, which is learned."""

    def __init__(self, w, names, outputs, inputs, learns):
        super().__init__()
        self.register_buffer("W", torch.cat([w.matrix(n + ".w", outputs, inputs) for n in names]), persistent=False)
        self.register_buffer("b", torch.cat([w.floats(n + ".b") for n in names]), persistent=False)
        self.learns = learns
        if learns:
            self.A = nn.Parameter(torch.randn(RANK, inputs) * 0.02)
            self.B = nn.Parameter(torch.zeros(self.W.shape[0], RANK))

    def forward(self, x):
        y = F.linear(x, self.W, self.b)
        return y + F.linear(F.linear(x, self.A), self.B) if self.learns else y


class Layer(nn.Module):
    def __init__(self, w, number):
        super().__init__()
        p, h, learns = f"l{number}.", w.hidden, number >= KEPT
        self.heads = w.heads
        self.qkv = Linear(w, [p + "q", p + "k", p + "v"], h, h, learns)
        self.ao = Linear(w, [p + "ao"], h, h, learns)
        self.fi = Linear(w, [p + "fi"], w.inner, h, learns)
        self.fo = Linear(w, [p + "fo"], h, w.inner, learns)
        self.norms = [(w.floats(p + n + ".w"), w.floats(p + n + ".b")) for n in ("aln", "oln")]

    def forward(self, x, mask):
        b, s, h = x.shape
        q, k, v = self.qkv(x).view(b, s, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, s, h)
        x = F.layer_norm(self.ao(a) + x, (h,), *self.norms[0], eps=EPSILON)
        return F.layer_norm(self.fo(F.gelu(self.fi(x))) + x, (h,), *self.norms[1], eps=EPSILON)


class Reader(nn.Module):
    """Reader reads <s> question </s></s> text </s>. For each token it gives what speaks for it
    being of the answer and for belonging to the reply; for the first what speaks for no answer."""

    def __init__(self, w):
        super().__init__()
        h = w.hidden
        self.register_buffer("word", w.matrix("emb.word", len(w.pieces), h).half(), persistent=False)
        self.register_buffer("position", w.floats("emb.pos").view(-1, h) + w.floats("emb.type")[:h], persistent=False)
        self.norm = w.floats("emb.ln.w"), w.floats("emb.ln.b")
        self.layers = nn.ModuleList([Layer(w, i) for i in range(LAYERS)])
        self.head = nn.Linear(h, 2)
        self.none = nn.Linear(h, 1)
        nn.init.normal_(self.head.weight, std=0.02)
        for z in (self.head.bias, self.none.weight, self.none.bias):
            nn.init.zeros_(z)
        self.side = nn.Parameter(torch.zeros(2, h))

    def forward(self, ids, side, mask):
        h = self.side.shape[1]
        x = self.word[ids].float() + self.position[: ids.shape[1]]
        x = F.layer_norm(x, (h,), *self.norm, eps=EPSILON) + self.side[side]
        away = torch.zeros(mask.shape).masked_fill(~mask, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, away)
        return self.head(x), self.none(x[:, 0])[:, 0]

    def learned(self):
        """learned are the matrices that are learned, in the order of readerGraph."""
        parts = [self.side]
        for layer in self.layers[KEPT:]:
            for m in (layer.qkv, layer.ao, layer.fi, layer.fo):
                parts += [m.A, m.B]
        return parts + [self.head.weight, self.none.weight, self.head.bias, self.none.bias]

    def write(self, path):
        """write gives what was learned in float16; of the head, what each input says of all outputs."""
        *parts, head, none, bias, of_none = self.learned()
        parts += [torch.cat([head, none]).t(), torch.cat([bias, of_none])]
        with open(path, "wb") as f:
            for p in parts:
                f.write(p.detach().contiguous().numpy().astype("<f2").tobytes())

    @torch.no_grad()
    def read(self, path):
        """read goes on from what write gave."""
        known, at = torch.tensor(np.fromfile(path, "<f2").astype(np.float32)), 0
        *parts, head, none, bias, of_none = self.learned()
        for p in parts:
            p.copy_(known[at : at + p.numel()].view(p.shape))
            at += p.numel()
        h = head.shape[1]
        heads = known[at : at + 3 * h].view(h, 3).t()
        head.copy_(heads[:2])
        none.copy_(heads[2:])
        bias.copy_(known[at + 3 * h : at + 3 * h + 2])
        of_none.copy_(known[at + 3 * h + 2 :])
