"""Learns the reader: python learn.py weights.bin examples.json reader.bin [HOURS [BEFORE]]

What is learned: that the tokens which answer outweigh all others and the choice of none, and
for each token whether its sentence belongs to a reply. An hour on two cores sees some 35,000
examples of 220 tokens. BEFORE is what an earlier run has learned, from which this one goes on.
"""

import json
import multiprocessing
import random
import sys
import time

import torch
import torch.nn.functional as F

import model

TOKENS = 3200  # in a batch
RATE, FURTHER = 1.2e-3, 9e-4  # at first, and when going on
NEVER = -1e9


def encode(tokenizer, examples):
    texts = sorted({e[of] for e in examples for of in ("question", "text")})
    with multiprocessing.Pool() as pool:
        known = dict(zip(texts, pool.map(tokenizer, texts, 500)))
    out = []
    for e in examples:
        q, t = known[e["question"]][: model.MOST_QUESTION], known[e["text"]][: model.MOST_TEXT]
        within = lambda spans: [i for i, (_, a, b) in enumerate(t) if any(a < y and b > x for x, y in spans)]
        out.append(([k[0] for k in q], [k[0] for k in t], within(e["answer"]), within(e["belongs"])))
    return out


def batches(examples):
    size = lambda e: len(e[0]) + len(e[1]) + 4
    while True:
        random.shuffle(examples)
        for i in range(0, len(examples), 1200):
            part, batch, out = sorted(examples[i : i + 1200], key=size), [], []
            for e in part:
                if batch and size(e) * (len(batch) + 1) > TOKENS:
                    out.append(batch)
                    batch = []
                batch.append(e)
            out.append(batch)
            random.shuffle(out)
            yield from out


def tensors(w, batch):
    length = (max(len(q) + len(t) + 4 for q, t, _, _ in batch) + 7) // 8 * 8
    shape = len(batch), length
    ids, side = torch.full(shape, w.pad), torch.zeros(shape, dtype=torch.long)
    mask, text, answer = (torch.zeros(shape, dtype=torch.bool) for _ in range(3))
    belongs = torch.zeros(shape)
    for k, (q, t, a, b) in enumerate(batch):
        row = [w.bos, *q, w.eos, w.eos, *t, w.eos]
        first = len(q) + 3
        ids[k, : len(row)] = torch.tensor(row)
        mask[k, : len(row)] = True
        side[k, first - 1 :] = 1
        text[k, first : first + len(t)] = True
        answer[k, [first + i for i in a]] = True
        belongs[k, [first + i for i in b]] = 1
    return ids, side, mask, text, answer, belongs


def loss(reader, batch):
    ids, side, mask, text, answer, belongs = batch
    odds, none = reader(ids, side, mask)
    of = (odds[..., 0] - none[:, None]).masked_fill(~text, NEVER)
    all_ = torch.logsumexp(torch.cat([of, torch.zeros(len(of), 1)], 1), 1)
    gold = torch.logsumexp(of.masked_fill(~answer, NEVER), 1)
    says = (all_ - torch.where(answer.any(1), gold, torch.zeros(len(of)))).mean()
    reply = F.binary_cross_entropy_with_logits(odds[..., 1], belongs, reduction="none") * text
    return says + 1.5 * (reply.sum(1) / text.sum(1)).mean()


def main(weights, examples, to, hours="1.1", before=None):
    random.seed(1)
    torch.manual_seed(1)
    w = model.Weights(weights)
    coded = encode(model.Tokenizer(w), json.load(open(examples)))
    reader, rate = model.Reader(w), RATE
    if before:
        reader.read(before)
        rate = FURTHER
    learns = [p for p in reader.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learns, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    begun, seconds, told = time.time(), float(hours) * 3600, 0
    for step, batch in enumerate(batches(coded), 1):
        done = (time.time() - begun) / seconds
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, step / 60) * max(0.02, 1 - done)
        optimiser.zero_grad()
        of = loss(reader, tensors(w, batch))
        of.backward()
        torch.nn.utils.clip_grad_norm_(learns, 1)
        optimiser.step()
        if time.time() - told > 60:
            told = time.time()
            print(f"{done:5.1%} step {step} loss {of.item():.3f}", flush=True)
            reader.write(to)
    reader.write(to)


if __name__ == "__main__":
    main(*sys.argv[1:])
