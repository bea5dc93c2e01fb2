"""Executes every query of every panel, variable and rule of deploy/ by the HTTP API of a Prometheus, and demands data of each.

usage: queries.py PROMETHEUS-URL REPOSITORY SIMULATED [NAME=REASON…]

SIMULATED is the instance of machine.py, of which some truths are known.

NAME is a metric that is not to be had: what asks for it is skipped with the reason. Prints `ok …`, `FAILED …` and `skipped …` lines.
"""

import json
import pathlib
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

url, repository, simulated = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
absent = dict(argument.split("=", 1) for argument in sys.argv[4:])
VARIABLES = {
    "job": "ecocode", "instance": ".*", "basis": "lifecycle", "user": ".*", "comm": ".*", "project": ".*", "run": ".*",
    "__rate_interval": "30s", "__range": "1m",
}
METRIC = re.compile(r"(?<![\w:\"])(?:ecocode_|process_|(?:instance|instance_component|job):)[\w:]*(?:\{[^}]*\})?|\bup\{[^}]*\}")


def ask(path, **arguments):
    try:
        with urllib.request.urlopen(f"{url}/api/v1/{path}?{urllib.parse.urlencode(arguments)}", timeout=30) as answer:
            return json.load(answer)["data"]
    except urllib.error.HTTPError as error:
        raise ValueError(json.load(error)["error"]) from None


def substituted(text):
    for name, value in VARIABLES.items():
        text = text.replace(f"${{{name}}}", value).replace(f"${name}", value)
    if "$" in text:
        raise SystemExit(f"no value for a variable in {text}")
    return text


def values(expression):
    """What an expression gives now; those that are not a number count as nothing, as on a dashboard."""
    return [entry for entry in ask("query", query=expression)["result"] if entry["value"][1] != "NaN"]


def report(name, expression, found):
    for metric, reason in absent.items():
        if metric in expression:
            print(f"skipped  {name}: {reason}")
            return
    try:
        for _ in range(40):
            if found():
                print(f"ok       {name}")
                return
            time.sleep(0.5)
        print(f"FAILED   {name}: no data: {expression}")
    except ValueError as error:
        print(f"FAILED   {name}: {error}: {expression}")


def panels():
    for path in sorted((repository / "deploy/grafana/dashboards").glob("*.json")):
        dashboard = json.loads(path.read_text(encoding="utf-8"))
        for variable in dashboard["templating"]["list"]:
            if variable["type"] == "query":
                selector, label = re.fullmatch(r"label_values\((.*), (\w+)\)", variable["query"]["query"]).groups()
                selector = substituted(selector)
                report(f"{path.stem}: variable {variable['name']}", selector, lambda s=selector, l=label: any(l in entry["metric"] for entry in values(s)))
        for panel in dashboard["panels"]:
            for target in panel.get("targets", []):
                expression = substituted(target["expr"])
                report(f"{path.stem}: {panel['title']}, {target['refId']}", expression, lambda e=expression: values(e))


def rules():
    for group in ask("rules")["groups"]:
        for rule in group["rules"]:
            if rule["type"] == "recording":
                report(f"rule {rule['name']}", rule["query"], lambda r=rule: values(r["name"]))
            else:
                # An alert has no data as long as all is well: whatever it looks at must have some.
                for metric in sorted(set(METRIC.findall(rule["query"]))):
                    report(f"alert {rule['name']}: {metric}", metric, lambda m=metric: values(m))
    for group in ask("rules")["groups"]:
        for rule in group["rules"]:
            health = f"rule {rule['name']} works"
            print(f"ok       {health}" if rule["health"] == "ok" else f"FAILED   {health}: {rule.get('lastError', rule['health'])}")


def truths():
    """What must come out at the other end, known from what went in."""
    on = f'instance="{simulated}"'
    all_processes = f"sum(ecocode_process_energy_joules_total{{{on}}})"
    expected = [
        ("four counters that move by 40 W each are 160 W", f'sum(rate(ecocode_energy_joules_total{{{on},component=~"cpu|dram"}}[15s]))', 160, 8),
        ("energy of processes and of nobody is that of the machine", f"sum(ecocode_energy_joules_total{{{on}}}) - {all_processes} - sum(ecocode_unattributed_energy_joules_total{{{on}}})", 0, 1e-6),
        ("the pod has a name", 'count(ecocode_pod_energy_joules_total{namespace="shop",pod="web-0"})', 1, 0),
        ("the Slurm job has its number", 'count(ecocode_job_energy_joules_total{slurm_job="4242"})', 1, 0),
        ("five equal processes have a fifth each", f'rate(ecocode_process_energy_joules_total{{{on},comm="lammps"}}[15s]) / ignoring(pid, comm, user) group_left() sum by (instance, job) (rate(ecocode_process_energy_joules_total{{{on}}}[15s]))', 0.2, 0.03),
        ("no alert of what is well fires", f'count(ALERTS{{alertstate="firing",alertname=~"EcoCode(AgentDown|AgentStalled|SensorLost|CounterResets|NothingMeasured)",{on}}}) or vector(0)', 0, 0),
    ]
    for kind in ("user", "unit", "container", "pod", "job", "tree"):
        expected.append((f"energy by {kind} is that of all processes", f"sum(ecocode_{kind}_energy_joules_total{{{on}}}) - {all_processes}", 0, 1e-6))
    for name, expression, value, off in expected:
        found = [float(entry["value"][1]) for entry in values(expression)]
        good = len(found) == 1 and abs(found[0] - value) <= off
        print(f"ok       {name}" if good else f"FAILED   {name}: {found} instead of {value} ± {off}: {expression}")


panels()
rules()
truths()
