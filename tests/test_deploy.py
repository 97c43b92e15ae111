"""What stands in deploy/ fits together, and with the program; no container is started here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import _parser
from bot.metrics import Metrics
from bot.settings import ROOT

DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
DOCUMENTED = set(re.findall(r"`(REMBUK_\w+)`", (ROOT / "docs" / "development.md").read_text(encoding="utf-8")))
# Put together by compose itself, or read by no program of ours.
OTHERS = {"REMBUK_VERSION", "REMBUK_ADDRESS"}


def load_all(file: Path) -> list[dict[str, Any]]:
    return [one for one in yaml.safe_load_all(file.read_text(encoding="utf-8")) if one]


COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
RESOURCES = [
    one
    for name in yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
    for one in load_all(KUBERNETES / name)
]
WORKLOADS = [one for one in RESOURCES if one["kind"] in ("Deployment", "Job")]


def named(kind: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one for one in RESOURCES if one["kind"] == kind}


def containers(workload: dict[str, Any]) -> list[dict[str, Any]]:
    pod = workload["spec"]["template"]["spec"]
    return [*pod.get("initContainers", []), *pod["containers"]]


def known_command(words: list[str]) -> bool:
    return _parser().parse_args(words).call is not None


def test_every_setting_that_is_named_is_one() -> None:
    texts = [path.read_text(encoding="utf-8") for path in DEPLOY.rglob("*") if path.is_file()]
    used = set(re.findall(r"REMBUK_[A-Z_]+", "\n".join(texts)))
    assert used - OTHERS <= DOCUMENTED


def test_every_secret_of_compose_stands_in_the_example_without_a_value() -> None:
    wanted = set(re.findall(r"\$\{(\w+):\?", (DEPLOY / "compose.yml").read_text(encoding="utf-8")))
    example = dict(re.findall(r"^(\w+)=(.*)$", (DEPLOY / "example.env").read_text(encoding="utf-8"), re.MULTILINE))
    assert wanted <= example.keys()
    assert not any(example[name] for name in wanted)


@pytest.mark.parametrize("name", ["page", "actions", "migrate"])
def test_compose_runs_our_commands_closed_up(name: str) -> None:
    service = COMPOSE["services"][name]
    assert known_command(service["command"])
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert service["networks"] == ["inside"] and COMPOSE["networks"]["inside"]["internal"]
    if name != "migrate":
        assert service["deploy"]["replicas"] >= 2 and service["deploy"]["resources"]["limits"]["memory"]
        assert service["healthcheck"]


def test_only_with_messengers_is_the_page_let_out() -> None:
    beside = yaml.safe_load((DEPLOY / "messengers.yml").read_text(encoding="utf-8"))["services"]
    assert beside.keys() == {"page"} and beside["page"]["networks"] == ["inside", "outside"]
    assert beside["page"]["environment"].keys() <= DOCUMENTED
    (policy,) = load_all(KUBERNETES / "messengers.yaml")
    assert policy["spec"]["podSelector"] == named("NetworkPolicy")["page"]["spec"]["podSelector"]
    assert policy["spec"]["policyTypes"] == ["Egress"]
    paths = [one["path"] for rule in named("Ingress")["rembuk"]["spec"]["rules"] for one in rule["http"]["paths"]]
    assert paths == [f"/webhooks/{way}/" for way in ("widget", "telegram", "whatsapp")]


def test_only_nginx_and_what_is_for_this_machine_listens_outside() -> None:
    for name, service in COMPOSE["services"].items():
        for port in service.get("ports", []):
            assert name == "nginx" or str(port).startswith("127.0.0.1:"), name
    assert (DEPLOY / COMPOSE["services"]["nginx"]["volumes"][0].split(":")[0]).is_file()


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda one: str(one["metadata"]["name"]))
def test_pods_have_limits_no_rights_and_their_secrets(workload: dict[str, Any]) -> None:
    pod = workload["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] and not pod["automountServiceAccountToken"]
    example = load_all(KUBERNETES / "secret.example.yaml")[0]
    for one in containers(workload):
        assert one["resources"]["limits"].keys() == {"cpu", "memory"} and one["resources"]["requests"]
        context = one["securityContext"]
        assert context["readOnlyRootFilesystem"] and not context["allowPrivilegeEscalation"]
        assert context["capabilities"]["drop"] == ["ALL"]
        if one["image"] == "rembuk":
            assert known_command(one["args"])
            told = [name for source in one["envFrom"] for name in source.values()]
            assert {name["name"] for name in told} == {"rembuk"}
        for variable in one.get("env", []):
            if secret := variable.get("valueFrom", {}).get("secretKeyRef"):
                assert secret["key"] in example["stringData"]
        mounted = {mount["name"] for mount in one.get("volumeMounts", [])}
        assert mounted <= {volume["name"] for volume in pod.get("volumes", [])}


@pytest.mark.parametrize("name", ["page", "actions"])
def test_an_update_leaves_nobody_without_an_answer(name: str) -> None:
    deployment, service = named("Deployment")[name], named("Service")[name]
    spec = deployment["spec"]
    assert spec["replicas"] >= 2 and spec["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    labels = spec["template"]["metadata"]["labels"]
    assert spec["selector"]["matchLabels"].items() <= labels.items()
    assert service["spec"]["selector"].items() <= labels.items()
    assert named("PodDisruptionBudget")[name]["spec"]["selector"]["matchLabels"].items() <= labels.items()
    (container,) = spec["template"]["spec"]["containers"]
    ports = {port["name"] for port in container["ports"]}
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"]["port"] in ports
    assert container["lifecycle"]["preStop"]
    waiting = spec["template"]["spec"]["initContainers"][0]["args"]
    assert waiting[:2] == ["migrate", "--wait"]


def test_nobody_speaks_with_anybody_but_those_who_must() -> None:
    policies = named("NetworkPolicy")
    assert policies["nobody"]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    entries = policies["actions"]["spec"]["ingress"]
    assert [peer for entry in entries for peer in entry["from"]] == [{"podSelector": {"matchLabels": {"app": "page"}}}]
    for policy in policies.values():
        for entry in [*policy["spec"].get("ingress", []), *policy["spec"].get("egress", [])]:
            assert entry.get("from") or entry.get("to"), "an open door"
            assert entry["ports"]


def test_the_dashboard_and_the_rules_ask_for_figures_that_are_given() -> None:
    given = {"rembuk_part_up", "up"}
    for family in Metrics().registry.collect():
        given |= {f"{family.name}{end}" for end in ("_bucket", "_count", "_sum", "_total")}
    dashboard = json.loads((DEPLOY / "grafana" / "rembuk.json").read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    rules = load_all(DEPLOY / "prometheus" / "rules.yml")[0]
    asked += [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    assert len(asked) > 10
    for expression in asked:
        names = set(re.findall(r"\brembuk_\w+", expression)) or {"up"}
        assert names <= given, expression


def test_the_image_is_made_of_files_that_are_there() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    for name in re.findall(r"requirements[\w-]*\.lock", text):
        assert (ROOT / name).is_file()
    assert re.search(r"^USER (?!0|root)", text, re.MULTILINE)
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    assert {"var", ".git", "models"} <= set(ignored)


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
def test_kustomize_puts_it_together() -> None:
    command = ["kubectl", "kustomize", str(KUBERNETES)]
    made = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    resources = [one for one in yaml.safe_load_all(made.stdout) if one]
    assert len(resources) == len(RESOURCES)
    images = {one["image"] for resource in resources if resource["kind"] in ("Deployment", "Job")
              for one in containers(resource)}  # fmt: skip
    assert "rembuk" not in images and "rembuk:0.1.0" in images
    assert {resource["metadata"].get("namespace", "rembuk") for resource in resources} == {"rembuk"}
