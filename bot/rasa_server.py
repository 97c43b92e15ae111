"""Rasa's server without the parts that this model does not use.

Rasa imports every component that it ships before it serves one, TensorFlow's among them: 467 MB and three seconds for a
model in which nothing uses it (ADR 0008). Where the pipeline and the policies are all our own, empty stand-ins take the
place of the modules through which TensorFlow comes in; Rasa's own commands are not touched.
"""

from __future__ import annotations

import logging
import sys
import tarfile
import zlib
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from bot.logs import keep_values_out
from bot.rasa_yaml import check_quickly
from bot.settings import ROOT, Settings

# Modules of Rasa 3.6.21 that import TensorFlow (the last one: matplotlib, for plots of tests), with the names that
# others import from them while serving.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "rasa.utils.train_utils": (),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.utils.plotting": (),
}
_UNREADABLE = (tarfile.TarError, zlib.error, EOFError, OSError)
REGISTER = "rasa.engine.recipes.default_components"


class ModelError(RuntimeError):
    """The model cannot be read; the message says what to do."""


def serve(settings: Settings, model: Path) -> None:
    """Serve the model on the page's address until told to stop.

    Raises:
        ModelError: it cannot be read; Rasa would serve without one.
    """
    check_model(model)
    if all_our_own(ROOT / "config.yml"):
        leave_out_tensorflow()
    import rasa
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    check_quickly()
    # Never by LOG_LEVEL in the environment: Rasa's debug lines hold what people write.
    configure_structlog(logging.INFO)
    keep_values_out()
    configure_logging_and_warnings(logging.INFO, None, warn_only_once=True, filter_repeated_logs=True)
    rasa.run(
        model=str(model),
        endpoints=str(ROOT / "endpoints.yml"),
        credentials=str(ROOT / "credentials.yml"),
        enable_api=False,
        interface=settings.host,
        port=settings.port,
    )


def check_model(model: Path) -> None:
    """Read a model's file from end to end.

    Raises:
        ModelError: it is damaged or missing.
    """
    try:
        with tarfile.open(model) as archive:
            for member in archive:
                if (part := archive.extractfile(member)) is not None:
                    while part.read(1 << 20):
                        pass
    except _UNREADABLE as error:
        raise ModelError(f"the model {model} cannot be read; `make train` makes it anew") from error


def all_our_own(config: Path) -> bool:
    """Tell whether every component and policy of a config.yml is one of bot/."""
    recipe = yaml.safe_load(config.read_text(encoding="utf-8"))
    return all(part["name"].startswith("bot.") for part in [*recipe["pipeline"], *recipe["policies"]])


def leave_out_tensorflow() -> None:
    """Put the stand-ins where Rasa will look; to be called before Rasa is imported.

    Raises:
        RuntimeError: the real modules are there already.
    """
    if present := sorted(sys.modules.keys() & {*LEFT_OUT, REGISTER}):
        raise RuntimeError(f"imported already: {', '.join(present)}")
    for name, classes in LEFT_OUT.items():
        sys.modules[name] = _stand_in(name, **{class_name: _absent(class_name) for class_name in classes})
    sys.modules[REGISTER] = _stand_in(REGISTER, DEFAULT_COMPONENTS=[])
    # spaCy's thinc asks for it too, and goes without when the import fails, as Python makes it do for None.
    sys.modules["tensorflow"] = None  # type: ignore[assignment]


def _stand_in(name: str, **contents: Any) -> ModuleType:
    module = ModuleType(name, "A stand-in: this server does without TensorFlow (bot/rasa_server.py).")
    vars(module).update(contents)
    return module


def _absent(name: str) -> type:
    def create(cls: type, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError(f"{name} needs TensorFlow, which this server leaves out (bot/rasa_server.py)")

    return type(name, (), {"create": classmethod(create), "load": classmethod(create)})
