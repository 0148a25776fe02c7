"""Makes what the reader learns from: questions with texts, the words that answer and the
sentences that belong to a reply, or none.

    python prepare.py FOLDER examples.json

FOLDER holds the files of SOURCES, as their public repositories have them. Articles with an
odd number in XQuAD are kept out, in every translation, as are chunking_eval's questions with
an even one: on these it is measured.
"""

import collections
import json
import pathlib
import random
import re
import sys

# name: files (SQuAD's form), how many examples are made of them. Where they are from:
# Squad 2 (dev, and translations): SebastianHurubaru/cs224n_squad_2, cjaniake/squad_v2.0_pt,
# ccasimiro88/TranslateAlignRetrieve, crux82/squad-it; parts of its training set:
# PhongNTDo/guide_train_MRC_transformers, nunorc/squad-v1.1-pt; DRCKnowledgeTeam/DRCD,
# ymcui/cmrc2018 and expmrc, TQuad/turkish-nlp-qa-dataset, husseinmozannar/SOQAL,
# sajjjadayobi/PersianQA, korquad, SkelterLabsInc/JaQuAD, ipipan/poquad, deepset-ai/COVID-QA,
# deepmind/xquad, SciQ, chunking_eval.
SOURCES = {
    "en": (["dev2"], 9000), "pt": (["dev2pt"], 6000), "es": (["dev2es"], 5000), "it": (["it"], 2400),
    "squad": (["phong"], 6600), "squad-pt": (["pt1"], 3600), "drcd": (["drcd1", "drcd2"], 6000),
    "cmrc": (["cmrc1", "cmrc2"], 4600), "tquad": (["tquad1", "tquad2"], 5200), "arcd": (["arcd"], 2000),
    "persian": (["pqa"], 1500), "korquad": (["korquad"], 5200), "poquad": (["poquad"], 4200),
    "jaquad": ([f"ja{i:02d}" for i in range(30)], 6000), "covid": (["covid"], 3000),
}
XQUAD = "en de es ru el ar tr vi zh hi th ro".split()
ENDS = re.compile(r'(?<=[.!?])["”»)\]]?\s+|(?<=[。！？؟।])["”»」』)]?\s*|\n+')


def sentences(text):
    parts, at = [], 0
    for m in ENDS.finditer(text):
        if text[at : m.start()].strip():
            parts.append((at, m.start()))
        at = m.end()
    if text[at:].strip():
        parts.append((at, len(text)))
    whole = []
    for p in parts:  # what an abbreviation cut goes together
        if whole and whole[-1][1] - whole[-1][0] < 12 and text[whole[-1][1] - 1] != "\n":
            whole[-1] = whole[-1][0], p[1]
        else:
            whole.append(p)
    return whole


def answers(question, text):
    spans = set()
    for a in question.get("answers") or []:
        said, start = a.get("text") or "", int(a.get("answer_start", -1))
        if not said.strip():
            continue
        if text[start : start + len(said)] != said:
            near = [m.start() for m in re.finditer(re.escape(said), text)]
            if not near:
                continue
            start = min(near, key=lambda x: abs(x - start))
        spans.add((start, start + len(said)))
    return sorted(spans)


def words(text):
    return set(re.findall(r"\w{3,}", text.lower())) or set(text)


def stems(text):
    """stems are words without their endings; of writing without spaces, its characters."""
    return {w[:5] for w in re.findall(r"\w{4,}", text.lower())} | {c for c in text if ord(c) > 0x2E80}


NAMES = re.compile(r"(?<=[^.!?:¿¡]\s)(?:[^\W\d_a-z][^\W\d_]{2,}(?:[ -][^\W\d_a-z][^\W\d_]{2,})*)")
FIGURES = re.compile(r"\d[\d.,]*\d|\d")


def called(text):
    """called are the names and the figures of a text; of scripts without capitals figures alone."""
    return {m for m in NAMES.findall(text) if m[0].isupper()}, set(FIGURES.findall(text))


def swapped(question, text, others):
    """swapped asks about another name or year of the same article, of which the text says
    nothing: None where there is none."""
    for asked, known in zip(called(question), zip(*map(called, others)) if others else ((), ())):
        here = [a for a in asked if a in text]
        there = sorted(k for k in set().union(*known) if k not in text and k not in question and not k.lower() in text.lower())
        if here and there:
            out = random.choice(sorted(here))
            fit = [k for k in there if len(k.split()) == len(out.split()) and abs(len(k) - len(out)) < 8] or there
            return question.replace(out, random.choice(fit))
    return None


class Examples:
    def __init__(self):
        self.list = []

    def add(self, name, title, question, text, spans, belongs=None):
        """add notes one, sometimes as a student types it or below its title."""
        if random.random() < 0.15:
            question = question.rstrip("?？؟ ").strip()
        if random.random() < 0.1:
            question = question.lower()
        if title and random.random() < 0.4:
            above = title.replace("_", " ") + "\n"
            text = above + text
            spans = [(a + len(above), b + len(above)) for a, b in spans]
            belongs = belongs and [(a + len(above), b + len(above)) for a, b in belongs]
        if spans and belongs is None:
            belongs = [s for s in sentences(text) if s[0] < spans[0][1] and s[1] > spans[0][0]]
        self.list.append({"of": name, "question": question, "text": text, "answer": spans, "belongs": belongs or []})

    def without(self, name, question, text, spans):
        """without adds the text less the sentences that answer, unless it says it once more."""
        said = [text[a:b].lower() for a, b in spans]
        left = [s for s in sentences(text) if not any(s[0] < b and s[1] > a for a, b in spans)]
        rest = " ".join(text[a:b] for a, b in left)
        if len(left) >= 2 and not any(s in rest.lower() for s in said):
            self.add(name + " without", "", question, rest, [])


def window(text, spans, most, question=""):
    """window is a stretch of whole sentences around the answer; without one, as the program
    chooses it, around the sentence that has most of the question's words."""
    if len(text) <= most:
        return text, spans
    parts = sentences(text)
    if spans:
        at = spans[0][0]
        low = high = next((i for i, p in enumerate(parts) if p[1] > at), len(parts) - 1)
    else:
        w = stems(question)
        low = high = max(range(len(parts)), key=lambda i: (len(w & stems(text[slice(*parts[i])])), random.random()))
    want = random.randint(most // 2, most)
    while parts[high][1] - parts[low][0] < want and (low > 0 or high < len(parts) - 1):
        if (random.random() < 0.5 and low > 0) or high == len(parts) - 1:
            low -= 1
        else:
            high += 1
    a, b = parts[low][0], parts[high][1]
    return text[a:b], [(x - a, y - a) for x, y in spans if x >= a and y <= b]


def articles(data):
    out = []
    for a in data:
        paragraphs = []
        for p in a["paragraphs"]:
            asked = []
            for q in p["qas"]:
                none = bool(q.get("is_impossible"))
                spans = [] if none else answers(q, p["context"])
                seems = answers({"answers": q.get("plausible_answers")}, p["context"]) if none else []
                if spans or none:
                    asked.append((q["question"].strip(), spans, seems))
            paragraphs.append((p["context"], asked))
        out.append((a.get("title") or "", paragraphs))
    return out


def from_articles(examples, name, data, most):
    """from_articles takes questions at random, with their paragraph, and for some the paragraph
    without its answer or another one of the article that has most of their words."""
    asked = [(a, p, q) for a in data for p in range(len(a[1])) for q in a[1][p][1]]
    random.shuffle(asked)
    begun = len(examples.list)
    for (title, paragraphs), p, (question, spans, seems) in asked:
        if len(examples.list) - begun >= most:
            return
        text = paragraphs[p][0]
        room = roomy(text)
        around = spans or (seems if random.random() < 0.7 else [])
        part, here = window(text, around, room, question)
        if spans and not here:
            continue
        if not spans:
            here = []
        if len(part) == len(text) < room * 0.6 and random.random() < 0.35:  # a neighbour beside it
            k = p + random.choice((-1, 1))
            if 0 <= k < len(paragraphs):
                other = paragraphs[k][0][: room - len(part)]
                if k < p:
                    here, part = [(a + len(other) + 1, b + len(other) + 1) for a, b in here], other + "\n" + part
                else:
                    part += "\n" + other
        examples.add(name, title, question, part, here)
        if not spans:
            continue
        chance, others = random.random(), [t for k, (t, _) in enumerate(paragraphs) if k != p]
        if chance < 0.2:
            examples.without(name, question, part, here)
        elif chance < 0.35:
            said = [text[a:b].lower() for a, b in spans]
            others = [t for t in others if not any(s in t.lower() for s in said)]
            if others:
                w = stems(question)
                best = max(random.sample(others, min(12, len(others))), key=lambda t: len(w & stems(t)))
                examples.add(name + " other", title, question, window(best, [], room, question)[0], [])
        elif chance < 0.75:
            ask = swapped(question, text, random.sample(others, min(8, len(others))))
            if ask:
                examples.add(name + " swapped", title, ask, part, [])


def roomy(text):
    """roomy is how many characters a window has: fewer where one says more."""
    wide = sum(ord(c) > 0x2E80 for c in text[:200]) > 80
    return int((210 if wide else 520) * random.choice((0.6, 0.8, 1)))


def between_languages(examples, xquad, even, more):
    """between_languages asks in one language over texts in another."""
    asked = collections.defaultdict(dict)
    for lang, data in xquad.items():
        for i in even:
            for k, p in enumerate(data[i]["paragraphs"]):
                for q in p["qas"]:
                    asked[q["id"]][lang] = (q["question"].strip(), p["context"], answers(q, p["context"]), i, k)
    for lang, data in more.items():
        for a in data:
            for p in a["paragraphs"]:
                for q in p["qas"]:
                    if q["id"] in asked and not q.get("is_impossible"):
                        asked[q["id"]].setdefault(lang, (q["question"].strip(), p["context"], answers(q, p["context"]), None, None))
    for langs in asked.values():
        for _ in range(7):
            ql = random.choice(list(langs))
            pl = random.choice(["en", "en", "en", "de"] + list(langs))
            question, (_, text, spans, i, k) = langs[ql][0], langs[pl]
            room = roomy(text)
            text, spans = window(text, spans, room)
            if not spans:
                continue
            examples.add("xquad", xquad["en"][i]["title"] if pl == "en" else "", question, text, spans)
            chance = random.random()
            if chance < 0.4:
                examples.without("xquad", question, text, spans)
            elif chance < 0.75 and i is not None:
                said = [text[a:b].lower() for a, b in spans]
                others = [p["context"] for n, p in enumerate(xquad[pl][i]["paragraphs"]) if n != k]
                others = [t for t in others if not any(s in t.lower() for s in said)]
                if others:
                    best = max(random.sample(others, min(3, len(others))), key=lambda t: len(stems(question) & stems(t)))
                    examples.add("xquad other", "", question, window(best, [], room, question)[0], [])


def explanations(examples, folder):
    texts = {f.stem: f.read_text() for f in (folder / "corpora").iterdir()}
    for i, line in enumerate(open(folder / "questions.jsonl")):
        e = json.loads(line)
        if i % 2 == 0:
            continue
        text, spans = texts[e["corpus"]], [(r["start_index"], r["end_index"]) for r in e["references"]]
        for _ in range(6):
            low = max(0, random.choice(spans)[0] - random.randint(0, 300))
            high = min(len(text), low + random.randint(300, 560))
            here = [(max(0, a - low), min(high, b) - low) for a, b in spans if min(high, b) - max(low, a) > 20]
            if here:
                examples.add("explanations", "", e["question"], text[low:high], here, here)
        for _ in range(3):
            free = [a for a in (random.randrange(len(text) - 1200) for _ in range(40)) if not any(x < a + 1100 and y > a for x, y in spans)]
            if free:
                at = max(free, key=lambda a: len(words(e["question"]) & words(text[a : a + 900])))
                examples.add("explanations other", "", e["question"], window(text[at : at + 1000], [], roomy(text), e["question"])[0], [])


def science(examples, path, most):
    for item in re.findall(r"\{[^{}]*\}", path.read_text()):
        try:
            e = json.loads(item)
        except ValueError:
            continue
        text, said = e.get("support") or "", e.get("correct_answer") or ""
        m = re.search(re.escape(said), text, re.I) if said and len(text) > 100 else None
        if not m:
            continue
        part, here = window(text, [m.span()], roomy(text))
        if here:
            examples.add("sciq", "", e["question"], part, here)
            if random.random() < 0.35:
                examples.without("sciq", e["question"], part, here)
        if len(examples.list) >= most:
            return


def main(folder, to):
    random.seed(7)
    folder = pathlib.Path(folder)
    load = lambda name: json.loads((folder / (name + ".json")).read_text())["data"]
    xquad = {lang: load("xquad." + lang) for lang in XQUAD}
    half = {}
    for i, a in enumerate(xquad["en"]):
        half[a["title"]] = i % 2
        half.update({q["id"]: i % 2 for p in a["paragraphs"] for q in p["qas"]})

    def kept_out(a):
        of = [half.get(a.get("title"))] + [half.get(q.get("id")) for p in a["paragraphs"] for q in p["qas"]]
        return 1 in of

    examples, even = Examples(), range(0, len(xquad["en"]), 2)
    numbers = {i for i, a in enumerate(load("dev2pt")) if kept_out(a)}  # the Spanish titles are translated
    for name, (files, most) in SOURCES.items():
        data = [a for f in files for i, a in enumerate(load(f)) if not kept_out(a) and not (f == "dev2es" and i in numbers)]
        from_articles(examples, name, articles(data), most)
    between_languages(examples, xquad, even, {"pt+": load("dev2pt"), "es+": load("dev2es"), "it+": load("it")})
    explanations(examples, folder / "chunking_eval")
    science(examples, folder / "sciq.json", len(examples.list) + 3000)
    random.shuffle(examples.list)
    pathlib.Path(to).write_text(json.dumps(examples.list))
    print(len(examples.list), "examples,", sum(bool(e["answer"]) for e in examples.list), "with an answer")


if __name__ == "__main__":
    main(*sys.argv[1:])
