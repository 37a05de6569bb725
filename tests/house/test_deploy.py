"""What is deployed is this application: same commands, same settings, pinned images, clean by their linters.

Nobody starts the containers on every change, so a renamed setting or command would show in production first.
"""

from __future__ import annotations

import itertools
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from app import frontend
from app.cli import COMMANDS
from app.local.environment import WEBHOOK_PATH
from app.local.redis import Redis
from backend.kit.config import Settings
from tests.house.sources import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "compose.yaml"
DOCKERFILE = DEPLOY / "Dockerfile"
NGINX = DEPLOY / "nginx.conf"
SETTINGS = {name.upper() for name in Settings.model_fields}
OURS = ("web", "worker", "beat", "relay", "migrate")


def services() -> dict[str, dict[str, Any]]:
    return yaml.safe_load(COMPOSE.read_text())["services"]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with their arguments, continued lines joined."""
    text = "\n".join(line for line in DOCKERFILE.read_text().splitlines() if not line.startswith("#"))
    lines = [line.strip() for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return [(name, " ".join(rest.split())) for name, _, rest in (line.partition(" ") for line in lines)]


def arguments(instruction: str) -> list[str]:
    return [rest for name, rest in instructions() if name == instruction]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    return found[max(number for number, (name, _) in enumerate(found) if name == "FROM") :]


def image_environment() -> dict[str, str]:
    pairs = [pair for name, rest in last_stage() if name == "ENV" for pair in shlex.split(rest)]
    return dict(pair.split("=", 1) for pair in pairs)


def image_command() -> list[str]:
    (command,) = [rest for name, rest in last_stage() if name == "CMD"]
    return yaml.safe_load(command)


def run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_image_is_named_by_a_version():
    stages = {rest.split(" AS ")[1] for rest in arguments("FROM")}
    used = [rest.split(" AS ")[0] for rest in arguments("FROM")] + [
        one["image"] for one in services().values()
    ]
    foreign = [image for image in used if image not in stages and not image.endswith(":local")]
    assert foreign
    assert [image for image in foreign if ":" not in image or image.endswith((":latest", ":edge"))] == []


def test_the_image_serves_with_the_command_and_environment_of_a_local_start():
    command, environment = frontend.serve_command(8000, 2, "0.0.0.0")  # noqa: S104 -- inside a container
    where = {"--host": "GRANIAN_HOST", "--port": "GRANIAN_PORT", "--workers": "GRANIAN_WORKERS"}
    named = dict(itertools.pairwise(command))
    image = image_environment()
    assert {name: image[variable] for name, variable in where.items()} == {
        name: named[name] for name in where
    }
    placed = {part for name in where for part in (name, named[name])}
    assert image_command()[1:] == [part for part in command[1:] if part not in placed]
    served = {
        name: value
        for name, value in environment.items()
        if name.startswith(("REFLEX_", "__REFLEX_")) and name != "REFLEX_USE_SYSTEM_BUN"
    }
    assert {name: image[name] for name in served} == served


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_feels():
    (user,) = [rest for name, rest in last_stage() if name == "USER"]
    assert int(user.split(":")[0]) > 0
    (check,) = [rest for name, rest in last_stage() if name == "HEALTHCHECK"]
    assert f"127.0.0.1:{image_environment()['GRANIAN_PORT']}/ping" in check


def test_the_image_has_every_package_and_no_build_tool():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    copied = {
        part for rest in arguments("COPY") if not rest.startswith("--from") for part in rest.split()[:-1]
    }
    assert [one for one in [*packages, "alembic", "alembic.ini", "rxconfig.py"] if one not in copied] == []
    assert [one for one in copied if not (ROOT / one).exists()] == []
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    assert [one for one in copied if f"!{one}" not in ignored] == []
    final = [rest for name, rest in last_stage() if name == "COPY"]
    assert [rest for rest in final if "node_modules" in rest or rest.split()[-1] == "/app/.web"] == []
    syncs = [rest for rest in arguments("RUN") if "uv sync" in rest]
    assert syncs
    assert all("--frozen" in one for one in syncs)


def test_the_image_takes_along_what_the_server_needs_of_the_front_end():
    kept = [rest.split()[-1] for name, rest in last_stage() if name == "COPY" and "/app/.web" in rest]
    needed = [f"/app/{path.relative_to(ROOT)}" for path in frontend._NEEDED]
    assert [path for path in needed if not path.startswith(tuple(kept))] == []


def test_every_variable_that_a_service_gets_is_a_setting():
    given = {name for one in OURS for name in services()[one]["environment"]} | set(image_environment())
    unknown = {name for name in given if not name.startswith(("GRANIAN_", "REFLEX_", "__REFLEX_"))} - SETTINGS
    assert unknown == set()
    assert "REFLEX_REDIS_URL" in given


def test_nothing_of_the_local_default_is_left():
    given = services()["web"]["environment"]
    needed = {"DATABASE_URL", "REDIS_URL", "MEILISEARCH_URL", "STRIPE_SECRET_KEY", "S3_BUCKET", "SMTP_URL"}
    assert needed - set(given) == set()
    assert {"STRIPE_API_BASE", "STRIPE_JS_URL"} & set(given) == set()
    assert image_environment()["AGORA_ENV"] != "local"


def test_the_example_names_exactly_what_is_asked_for():
    example = (DEPLOY / "example.env").read_text()
    offered = re.findall(r"^([A-Z_0-9]+)=", example, re.MULTILINE)
    assert len(offered) == len(set(offered))
    assert set(offered) == set(re.findall(r"(?<!\$)\$\{([A-Z_0-9]+)", COMPOSE.read_text()))
    assert WEBHOOK_PATH in example


def test_no_secret_has_a_default():
    asked = re.findall(r"(?<!\$)\$\{([A-Z_0-9]+)([^}]*)\}", COMPOSE.read_text())
    secret = re.compile(r"SECRET|PASSWORD|_KEY")
    assert [name for name, rest in asked if secret.search(name) and not rest.startswith(":?")] == []


@pytest.mark.parametrize("service", OURS)
def test_every_command_exists(service: str):
    command = services()[service].get("command") or image_command()
    if command[0] == "agora":
        assert command[1] in COMMANDS
    elif command[0] == "python":
        assert find_spec(command[2]) is not None
    elif command[0] == "celery":
        assert find_spec(command[command.index("-A") + 1]) is not None
        assert command[3] in {"worker", "beat"}
    else:
        assert command[0] == "granian"
        module, _, name = command[-1].partition(":")
        source = (ROOT / f"{module.replace('.', '/')}.py").read_text()
        assert re.search(rf"^(def {name}\(|{name} = )", source, re.MULTILINE)


def test_one_clock_ticks():
    beats = [name for name, one in services().items() if "beat" in one.get("command", ())]
    assert beats == ["beat"]
    assert not {"deploy", "scale"} & set(services()["beat"])
    assert not {"-B", "--beat"} & set(services()["worker"]["command"])


def test_nothing_starts_on_a_schema_that_is_not_there():
    for name in ("web", "worker", "beat", "relay"):
        assert services()[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_what_others_wait_for_says_when_it_is_healthy():
    all_of_them = services()
    waited = {
        name
        for one in all_of_them.values()
        for name, how in one.get("depends_on", {}).items()
        if how["condition"] == "service_healthy"
    }
    assert {"postgres", "redis", "meilisearch", "storage", "web"} <= waited
    # The web service's check is the image's.
    assert [name for name in waited - {"web"} if "test" not in all_of_them[name].get("healthcheck", {})] == []


def test_redis_announces_what_the_local_one_announces(tmp_path: Path):
    local = Redis(tmp_path, port=1, password="unused", log=tmp_path / "log")._configuration()
    (events,) = re.findall(r"^notify-keyspace-events (\S+)", local, re.MULTILINE)
    command = services()["redis"]["command"][-1].replace("$$", "$")
    assert f"--notify-keyspace-events '{events}'" in command
    assert "--maxmemory-policy noeviction" in command


def test_only_the_proxy_is_reachable_from_outside():
    published = {name: one["ports"] for name, one in services().items() if "ports" in one}
    outside = {
        name for name, ports in published.items() if any(not p.startswith("127.0.0.1:") for p in ports)
    }
    assert outside == {"proxy"}


def test_the_proxy_leads_to_the_web_service_and_is_the_one_that_is_trusted():
    (upstream,) = re.findall(r"server (\w+):(\d+) resolve;", NGINX.read_text())
    assert upstream == ("web", image_environment()["GRANIAN_PORT"])
    assert services()["web"]["environment"]["TRUSTED_PROXY_HOPS"] == "1"


def test_the_proxy_never_logs_a_query():
    (form,) = re.findall(r"log_format .*?;", NGINX.read_text(), re.DOTALL)
    assert "$uri" in form
    assert not {"$request ", "$request_uri", "$args", "$query_string", "$http_referer"} & set(
        re.findall(r"\$\w+ ?", form)
    )


def _linter(name: str) -> Path:
    beside = Path(sys.executable).parent / name
    if not beside.exists():
        pytest.skip(f"{name} is not installed: `uv sync --group dev` brings it")
    return beside


def test_hadolint_is_content():
    run(_linter("hadolint"), DOCKERFILE)


def test_yamllint_is_content():
    run(_linter("yamllint"), "--strict", "--config-file", DEPLOY / ".yamllint", COMPOSE)


def test_the_compose_file_fits_its_schema():
    run(_linter("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", COMPOSE)


def test_compose_itself_understands_the_file(tmp_path: Path):
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        pytest.skip("there is no `docker compose` here")
    filled = tmp_path / "filled.env"
    filled.write_text(re.sub(r"^(\w+)=$", r"\1=a-value-of-24-characters", _example(), flags=re.MULTILINE))
    run(docker, "compose", "--env-file", filled, "--file", COMPOSE, "config", "--quiet")


def _example() -> str:
    return (DEPLOY / "example.env").read_text()


def test_nginx_understands_its_file(tmp_path: Path):
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    openssl = shutil.which("openssl")
    if nginx is None or openssl is None:
        pytest.skip("there is no nginx (and openssl) here: `apt install nginx-light`")
    key, certificate = tmp_path / "tls.key", tmp_path / "tls.crt"
    run(
        openssl,
        *["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-keyout"],
        key,
        "-out",
        certificate,
    )
    said = subprocess.run([nginx, "-v"], capture_output=True, text=True, check=True).stderr
    version = tuple(int(part) for part in re.findall(r"nginx/(\d+)\.(\d+)\.(\d+)", said)[0])
    text = NGINX.read_text()
    # What belongs to the container: names, folders and ports that a test may use.
    for there, here in {
        "server web:8000 resolve;": "server 127.0.0.1:8000;",
        "/run/nginx.pid": f"{tmp_path}/pid",
        "/etc/nginx/tls": str(tmp_path),
        "/var/cache/nginx/pictures": f"{tmp_path}/pictures",
        "listen 80 ": "listen unix:" + f"{tmp_path}/80 ",
        "listen 443 ssl ": f"listen unix:{tmp_path}/443 ssl ",
    }.items():
        assert there in text
        text = text.replace(there, here)
    if version < (1, 25, 1):
        text = text.replace("http2 on;", "").replace("443 ssl ", "443 ssl http2 ")
    (tmp_path / "nginx.conf").write_text(text)
    run(nginx, "-t", "-q", "-c", tmp_path / "nginx.conf", "-e", tmp_path / "errors")
