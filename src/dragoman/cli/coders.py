"""Which coder a command uses: the rules, the learned reader, both joined, or a language model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from dragoman.cli.common import directory_of, make_coder
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.coding import Coder
    from dragoman.evaluation import RelationReader
    from dragoman.records import LearnedActor, Reject

CoderName = Literal["rules", "model", "joined", "llm"]
WhichCoder = Annotated[
    CoderName | None,
    typer.Option(
        "--coder", help="The rules, the learned reader (of marked pairs), both joined, or a language model."
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        metavar="URL",
        envvar="DRAGOMAN_LLM_BASE_URL",
        help="With --coder llm: the server, any that speaks OpenAI's chat protocol.",
    ),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        envvar="DRAGOMAN_LLM_MODEL",
        help="With --coder llm: the name by which the server knows the model.",
    ),
]
ApiKey = Annotated[
    str | None,
    typer.Option(
        "--api-key",
        metavar="KEY",
        envvar="DRAGOMAN_LLM_API_KEY",
        help="With --coder llm: the server's key; best given in the environment.",
    ),
]
TokenBudget = Annotated[
    int | None,
    typer.Option(
        "--token-budget",
        metavar="N",
        min=1,
        help="With --coder llm: the tokens that the run may spend; what is left then is set aside.",
    ),
]
CacheDir = Annotated[
    Path | None,
    typer.Option(
        "--cache", metavar="DIR", help="With --coder llm: keep answers there, and ask nothing twice."
    ),
]


@dataclass(frozen=True)
class Choice:
    """The coder that was asked for, and what asking a language model needs."""

    name: CoderName | None = None
    base_url: str | None = None
    model: str | None = None
    api_key: str | None = field(default=None, repr=False)
    token_budget: int | None = None
    cache: Path | None = None

    def settings(self) -> dict[str, Any]:
        """What a run's record says of the choice; never the key."""
        if self.name != "llm":
            return {"coder": self.name} if self.name else {}
        from dragoman.coding.llm.endpoint import without_password

        told = {"model": self.model, "token_budget": self.token_budget}
        return {"coder": "llm", "base_url": without_password(self.base_url or ""), **told}


def chosen_coder(
    choice: Choice,
    dictionaries: Path | None,
    learned: Sequence[LearnedActor] = (),
    on_reject: Callable[[Reject], None] | None = None,
) -> Coder:
    """The coder of whole texts that was asked for; `on_reject` takes what a language model's coder sets aside.

    Raises InputError for one that this installation lacks or that needs more settings, MissingExtraError where
    its extra is not installed.
    """
    if choice.name == "llm":
        return _asking(choice, dictionaries, learned, on_reject)
    if choice.name == "model":
        raise InputError(
            "--coder model reads marked pairs, not whole texts", hint="Take joined, or evaluate --format plv."
        )
    return make_coder(dictionaries, learned, choice.name)


def coder_named(name: CoderName | None, dictionaries: Path | None) -> Coder:
    """The coder of whole texts; without a name, the one that `dragoman code` uses.

    Raises InputError for one that this installation lacks.
    """
    return chosen_coder(Choice(name), dictionaries)


def _asking(
    choice: Choice,
    dictionaries: Path | None,
    learned: Sequence[LearnedActor],
    on_reject: Callable[[Reject], None] | None,
) -> Coder:
    if not choice.base_url or not choice.model:
        raise InputError(
            "--coder llm needs --base-url and --model", hint="Name the server and the model to ask."
        )
    directory_of(dictionaries)
    from dragoman.coding.llm import Endpoint, LlmCoder

    endpoint = Endpoint(choice.base_url, choice.model, choice.api_key or "")
    return LlmCoder(
        endpoint,
        dictionaries,
        learned,
        token_budget=choice.token_budget,
        cache=choice.cache,
        on_reject=on_reject,
    )


def reader_named(name: CoderName | None, dictionaries: Path | None) -> RelationReader:
    """The reader of marked pairs; without a name, both joined where the model is there, or the rules.

    Raises InputError for one that this installation lacks.
    """
    return reader_chosen(Choice(name), dictionaries)


def reader_chosen(choice: Choice, dictionaries: Path | None) -> RelationReader:
    """The reader of marked pairs that was asked for, as `reader_named` says."""
    from dragoman.evaluation import JoinedReader, ReportReader

    name = choice.name
    if name == "llm":
        return ReportReader(chosen_coder(choice, dictionaries).code_many)
    learned = None if name == "rules" else _learned_reader(dictionaries)
    if learned is None and name in ("model", "joined"):
        raise _absent(name)
    if learned is not None and name == "model":
        return learned
    rules = ReportReader(coder_named("rules", dictionaries).code_many)
    return JoinedReader(rules, learned) if learned else rules


def _learned_reader(dictionaries: Path | None) -> RelationReader | None:
    """The learned reader of marked pairs; None where its model is not installed."""
    from dragoman.coding.learned.model_files import model_installed

    if not model_installed():
        return None
    from dragoman.coding.learned.relations import load_relation_reader

    return cast("RelationReader", load_relation_reader(dictionaries))


def _absent(name: str) -> InputError:
    return InputError(f"--coder {name}: the learned reader is not installed", hint="Take --coder rules.")
