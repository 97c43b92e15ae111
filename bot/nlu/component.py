"""What every component of the pipeline is given by Rasa."""

from __future__ import annotations

from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

Made = TypeVar("Made", bound="Component")


class Component(GraphComponent):
    """Keeps its config and its place in the model's storage; subclasses say what they take up again.

    `name` is that of its node in the graph, by which Rasa knows the features of a featurizer.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls: type[Made],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Made:
        return cls({**cls.get_default_config(), **config}, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls: type[Made],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Made:
        component = cls.create(config, model_storage, resource, execution_context)
        component.take_up()
        return component

    def take_up(self) -> None:
        """Take up what training kept; called once, when a trained model is loaded."""
