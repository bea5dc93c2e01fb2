#!/usr/bin/env python3
"""Writes dashboards/*.json, the dashboards of EcoCode for Grafana 10 and later, from the lists below.

`dashboards.py` writes them, `dashboards.py --check` says whether they are up to date. A panel is a line here and thirty of JSON there.
"""

import json
import pathlib
import sys

ENERGY, POWER, GRAMS, LITRES, RATIO, SECONDS, BYTES, PLAIN = "joule", "watt", "massg", "litre", "percentunit", "s", "bytes", "short"
OF = 'job=~"$job",instance=~"$instance"'
CO2E = f'ecocode_co2e_grams_total{{{OF},basis="$basis"}}'
RATE = "[$__rate_interval]"
RANGE = "[$__range]"


def query(name, label, expression, **more):
    """A variable: the values that an expression of Grafana's, such as label_values(), gives now."""
    return {
        "name": name, "label": label, "type": "query", "datasource": SOURCE, "query": {"query": expression, "refId": name},
        "refresh": 2, "sort": 1, "multi": True, "includeAll": True, "allValue": ".*",
        "current": {"text": "All", "value": "$__all"}, **more,
    }


SOURCE = {"type": "prometheus", "uid": "${datasource}"}
DATASOURCE = {"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus", "current": {}}
JOB = query("job", "Job", "label_values(ecocode_build_info, job)")
BASIS = query("basis", "CO2e", 'label_values(ecocode_co2e_grams_total{job=~"$job"}, basis)', multi=False, includeAll=False, allValue=None, current={})
INSTANCE = query("instance", "Machine", 'label_values(ecocode_power_watts{job=~"$job"}, instance)')


def stat(title, expression, unit, **more):
    return {"type": "stat", "title": title, "queries": [(expression, more.pop("legend", ""))], "unit": unit, "width": 4, "height": 4, "instant": True, **more}


def lines(title, queries, unit, **more):
    return {"type": "timeseries", "title": title, "queries": queries, "unit": unit, "width": 12, "height": 8, **more}


def bars(title, expression, legend, unit, **more):
    return {"type": "bargauge", "title": title, "queries": [(expression, legend)], "unit": unit, "width": 6, "height": 8, "instant": True, **more}


def table(title, queries, **more):
    """queries: (expression, heading, unit); rows are joined by the labels that all of them have."""
    return {"type": "table", "title": title, "queries": [(q[0], q[1]) for q in queries], "units": {q[1]: q[2] for q in queries}, "width": 24, "height": 8, "instant": True, **more}


def row(title):
    return {"type": "row", "title": title, "width": 24, "height": 1, "queries": []}


# What processes had goes over to `gone` when they end: in a rate, that would be a peak which never was.
LIVING, STANDING, OF_USERS = 'comm!="gone"', 'root_comm!="gone"', 'user!="(gone)"'


def top(family, label, **more):
    """The ten that draw the most by one label; what has no value there is left out."""
    return f'topk(10, sum by ({label}) (rate({family}{{{OF},{label}!~"|[(]gone[)]"}}{RATE})))'


FLEET = [
    stat("Power", f"sum(instance:ecocode_power_watts:rate2m{{{OF}}})", POWER, about="All machines that were chosen, as the rate of their energy over two minutes."),
    stat("Energy", f"sum(increase(ecocode_energy_joules_total{{{OF}}}{RANGE}))", ENERGY, about="In the time that is shown."),
    stat("CO2e", f"sum(increase({CO2E}{RANGE}))", GRAMS, about="Of that energy, PUE included, on the basis that was chosen; making the hardware is not in it."),
    stat("Measured", f"sum(rate(ecocode_energy_joules_total{{{OF},provenance=\"measured\"}}{RATE})) / sum(rate(ecocode_energy_joules_total{{{OF}}}{RATE})) or vector(0)", RATIO,
         about="Part of the energy that a sensor told of; the rest is of models."),
    stat("Agents that answer", 'sum(up{job=~"$job"}) / count(up{job=~"$job"})', RATIO),
    stat("Alerts", 'count(ALERTS{alertname=~"EcoCode.+",alertstate="firing"}) or vector(0)', PLAIN),
    lines("Power by machine", [(f"instance:ecocode_power_watts:rate2m{{{OF}}}", "{{instance}}")], POWER, stack=True),
    lines("Power by component", [(f"sum by (component) (instance_component:ecocode_power_watts:rate2m{{{OF}}})", "{{component}}")], POWER, stack=True),
    table("Machines", [
        (f"instance:ecocode_power_watts:rate2m{{{OF}}}", "Power", POWER),
        (f"instance:ecocode_power_budget_watts{{{OF}}}", "Power budget", POWER),
        (f"sum by (job, instance) (increase(ecocode_energy_joules_total{{{OF}}}{RANGE}))", "Energy", ENERGY),
        (f"sum by (job, instance) (increase({CO2E}{RANGE}))", "CO2e", GRAMS),
        (f"instance:ecocode_measured_energy:ratio_rate2m{{{OF}}}", "Measured", RATIO),
        (f"instance:ecocode_agent_cpu:rate5m{{{OF}}}", "Agent, cores", RATIO),
    ], links=[("Node", "/d/ecocode-node?var-instance=${__data.fields.instance}")]),
    bars("Users", top("ecocode_user_energy_joules_total", "user"), "{{user}}", POWER),
    bars("Units of systemd", top("ecocode_unit_energy_joules_total", "unit"), "{{unit}}", POWER),
    bars("Pods", f'topk(10, sum by (namespace, pod, pod_uid) (rate(ecocode_pod_energy_joules_total{{{OF},pod_uid!~"|[(]gone[)]"}}{RATE})))', "{{namespace}}/{{pod}} {{pod_uid}}", POWER),
    bars("Slurm jobs", top("ecocode_job_energy_joules_total", "slurm_job"), "{{slurm_job}}", POWER),
]

NODE = [
    stat("Power", f"sum(rate(ecocode_energy_joules_total{{{OF}}}{RATE}))", POWER),
    stat("Of its budget", f"sum(rate(ecocode_energy_joules_total{{{OF}}}{RATE})) / sum(instance:ecocode_power_budget_watts{{{OF}}})", RATIO, about="The limit is in budgets.yml of the rules."),
    stat("Energy", f"sum(increase(ecocode_energy_joules_total{{{OF}}}{RANGE}))", ENERGY),
    stat("Of processes", f"sum(increase(ecocode_process_energy_joules_total{{{OF},{LIVING}}}{RANGE})) / sum(increase(ecocode_energy_joules_total{{{OF}}}{RANGE}))", RATIO,
         about="The rest is idle, of processes that could not be seen, and of EcoCode itself."),
    stat("Grid", f"avg(ecocode_grid_intensity_grams_per_kilowatt_hour{{{OF}}})", PLAIN, about="Grams of CO2e per kilowatt hour."),
    stat("Sources that read", f"sum(ecocode_source_up{{{OF}}})", PLAIN),
    lines("Power by component", [(f"sum by (component, device) (rate(ecocode_energy_joules_total{{{OF}}}{RATE}))", "{{component}} {{device}}")], POWER, stack=True),
    lines("Power by who is charged", [
        (f"sum by (user) (rate(ecocode_user_energy_joules_total{{{OF},{OF_USERS}}}{RATE}))", "{{user}}"),
        (f"sum by (part) (rate(ecocode_unattributed_energy_joules_total{{{OF}}}{RATE}))", "{{part}}"),
    ], POWER, stack=True, about="All together are the power of the machine."),
    bars("Processes", f'topk(10, sum by (comm, pid, user) (rate(ecocode_process_energy_joules_total{{{OF},{LIVING}}}{RATE})))', "{{comm}} {{pid}}", POWER),
    bars("Trees", f'topk(10, sum by (root_comm, root_pid) (rate(ecocode_tree_energy_joules_total{{{OF},{STANDING}}}{RATE})))', "{{root_comm}} {{root_pid}}", POWER),
    bars("Units of systemd", top("ecocode_unit_energy_joules_total", "unit"), "{{unit}}", POWER),
    bars("Containers", top("ecocode_container_energy_joules_total", "container_id"), "{{container_id}}", POWER),
    row("Sources"),
    table("Sources", [
        (f"sum by (component, device, method, provenance) (ecocode_source_up{{{OF}}})", "Reads", PLAIN),
        (f"sum by (component, device, method, provenance) (rate(ecocode_source_energy_joules_total{{{OF}}}{RATE}))", "Shows", POWER),
        (f"sum by (component, device, method, provenance) (increase(ecocode_source_failures_total{{{OF}}}{RANGE}))", "Failures", PLAIN),
        (f"sum by (component, device, method, provenance) (increase(ecocode_source_resets_total{{{OF}}}{RANGE}))", "Resets", PLAIN),
    ]),
    row("GPUs"),
    lines("Power and limit", [
        (f'sum by (device) (rate(ecocode_energy_joules_total{{{OF},component="gpu"}}{RATE}))', "{{device}}"),
        (f'max by (device) (ecocode_power_limit_watts{{{OF},component="gpu"}})', "{{device}}, limit"),
    ], POWER, width=6),
    lines("Busy", [(f"max by (device) (ecocode_gpu_utilization_ratio{{{OF}}})", "{{device}}")], RATIO, width=6),
    lines("Memory in use", [(f"max by (device) (ecocode_gpu_memory_used_bytes{{{OF}}})", "{{device}}")], BYTES, width=6),
    lines("Temperature", [(f"max by (device) (ecocode_gpu_temperature_celsius{{{OF}}})", "{{device}}")], "celsius", width=6),
    row("The agent"),
    lines("Processor", [(f"rate(process_cpu_seconds_total{{{OF}}}{RATE})", "{{instance}}")], RATIO, width=8, about="Of one core."),
    lines("Memory", [(f"process_resident_memory_bytes{{{OF}}}", "{{instance}}")], BYTES, width=8),
    lines("Ticks a second", [(f"rate(ecocode_self_ticks_total{{{OF}}}{RATE})", "{{instance}}")], PLAIN, width=8),
]

CHOSEN = OF + ',user=~"$user",comm=~"$comm"'
PROCESS = [
    stat("Power", f"sum(rate(ecocode_process_energy_joules_total{{{CHOSEN},{LIVING}}}{RATE}))", POWER),
    stat("Energy", f"sum(increase(ecocode_process_energy_joules_total{{{CHOSEN},{LIVING}}}{RANGE}))", ENERGY),
    stat("Of the machines", f"sum(increase(ecocode_process_energy_joules_total{{{CHOSEN},{LIVING}}}{RANGE})) / sum(increase(ecocode_energy_joules_total{{{OF}}}{RANGE}))", RATIO),
    stat("CO2e", f"sum(sum by (instance) (increase(ecocode_process_energy_joules_total{{{CHOSEN},{LIVING}}}{RANGE})) * on (instance) "
         f"(sum by (instance) (increase({CO2E}{RANGE})) / sum by (instance) (increase(ecocode_energy_joules_total{{{OF}}}{RANGE}))))", GRAMS,
         about="At the mean intensity of each machine in the time that is shown."),
    stat("Series", f"count(ecocode_process_energy_joules_total{{{CHOSEN}}})", PLAIN),
    stat("Left over", f"sum(ecocode_energy_joules_total{{{OF}}}) - sum(ecocode_process_energy_joules_total{{{OF}}}) - sum(ecocode_unattributed_energy_joules_total{{{OF}}})", ENERGY,
         about="Energy of the machines less that of all processes and of what is of no process. It is 0, or what Prometheus's floating point makes of it."),
    lines("Power by process", [(f"sum by (comm, pid) (rate(ecocode_process_energy_joules_total{{{CHOSEN},{LIVING}}}{RATE}))", "{{comm}} {{pid}}")], POWER, stack=True, width=24, height=10,
          about="`other` are those without series of their own (`--top`), `gone` those that had one and have ended."),
    lines("Power by program", [(f"sum by (comm) (rate(ecocode_process_energy_joules_total{{{CHOSEN},{LIVING}}}{RATE}))", "{{comm}}")], POWER, stack=True),
    lines("Power by tree", [(f"sum by (root_comm, root_pid) (rate(ecocode_tree_energy_joules_total{{{OF},{STANDING}}}{RATE}))", "{{root_comm}} {{root_pid}}")], POWER, stack=True,
          about="A tree is a process with all that it started, ended ones included."),
    table("Processes", [
        (f"sum by (instance, comm, pid, user) (rate(ecocode_process_energy_joules_total{{{CHOSEN},{LIVING}}}{RATE}))", "Power", POWER),
        (f"sum by (instance, comm, pid, user) (increase(ecocode_process_energy_joules_total{{{CHOSEN},{LIVING}}}{RANGE}))", "Energy", ENERGY),
    ], height=12),
]

GRAMS_PER_JOULE = f"(sum by (instance) (rate({CO2E}{RATE})) / sum by (instance) (rate(ecocode_energy_joules_total{{{OF}}}{RATE})))"
CARBON = [
    stat("CO2e", f"sum(increase({CO2E}{RANGE}))", GRAMS, about="Of the electricity, PUE included, on the basis that was chosen: the whole life of the power stations, or their chimneys alone. The two are never added."),
    stat("Embodied CO2e", f"sum(increase(ecocode_co2e_embodied_grams_total{{{OF}}}{RANGE}))", GRAMS, about="The share of making the hardware. It is never added to the other."),
    stat("Water", f"sum(increase(ecocode_water_litres_total{{{OF}}}{RANGE}))", LITRES, about="On site and at the power stations."),
    stat("Cost", f"sum by (currency) (increase(ecocode_cost_total{{{OF}}}{RANGE}))", PLAIN, legend="{{currency}}", about="In the currency that is named: a machine without a price (`--price`, `--zone`) has none."),
    stat("PUE", f"sum(increase(ecocode_facility_energy_joules_total{{{OF}}}{RANGE})) / sum(increase(ecocode_energy_joules_total{{{OF}}}{RANGE}))", PLAIN, about="Energy of the building per energy of the machines, as counted."),
    stat("Of the budget of 30 days", 'sum(increase(ecocode_co2e_grams_total{job=~"$job",basis="$basis"}[30d])) / sum(job:ecocode_co2e_budget_grams_per_30d{job=~"$job"})', RATIO,
         about="The budget is in budgets.yml of the rules; all machines count, whichever are chosen."),
    lines("CO2e an hour", [(f"sum by (instance) (rate({CO2E}{RATE})) * 3600", "{{instance}}")], GRAMS, stack=True),
    lines("Intensity of the grid", [(f"max by (zone, basis, source) (ecocode_grid_intensity_grams_per_kilowatt_hour{{{OF}}})", "{{zone}} {{basis}}, {{source}}")], PLAIN, about="Grams of CO2e per kilowatt hour."),
    lines("Cost an hour", [(f"sum by (instance, currency) (rate(ecocode_cost_total{{{OF}}}{RATE})) * 3600", "{{instance}} {{currency}}")], PLAIN, stack=True, width=8),
    lines("Water an hour", [(f"sum by (instance) (rate(ecocode_water_litres_total{{{OF}}}{RATE})) * 3600", "{{instance}}")], LITRES, stack=True, width=8),
    lines("Against the budget", [
        ('job:ecocode_co2e_grams:rate1h{job=~"$job",basis="$basis"} * 2592000', "30 days at the rate of the last hour"),
        ('job:ecocode_co2e_grams:rate6h{job=~"$job",basis="$basis"} * 2592000', "30 days at the rate of the last six"),
        ('job:ecocode_co2e_budget_grams_per_30d{job=~"$job"}', "budget"),
    ], GRAMS, width=8),
    lines("CO2e an hour by user", [(f"sum by (user) (sum by (instance, user) (rate(ecocode_user_energy_joules_total{{{OF},{OF_USERS}}}{RATE})) * on (instance) group_left () {GRAMS_PER_JOULE}) * 3600", "{{user}}")], GRAMS, stack=True,
          about="The machine's emissions by its users' shares of the energy. What is of no process is nobody's."),
    table("Machines", [
        (f"sum by (instance) (increase(ecocode_energy_joules_total{{{OF}}}{RANGE}))", "Energy", ENERGY),
        (f"sum by (instance) (increase(ecocode_facility_energy_joules_total{{{OF}}}{RANGE}))", "Of the building", ENERGY),
        (f"sum by (instance) (increase({CO2E}{RANGE}))", "CO2e", GRAMS),
        (f"sum by (instance) (increase(ecocode_co2e_embodied_grams_total{{{OF}}}{RANGE}))", "Embodied", GRAMS),
        (f"sum by (instance) (increase(ecocode_water_litres_total{{{OF}}}{RANGE}))", "Water", LITRES),
    ], width=12),
]

RUN = 'run=~"$run"'
NAMED = '* on (run) group_left (name, project) max by (run, name, project) (ecocode_run_info{run=~"$run"})'
TRAINING = [
    stat("Energy", f"sum(ecocode_run_energy_joules_total{{{RUN}}})", ENERGY),
    stat("Power", f"sum(rate(ecocode_run_energy_joules_total{{{RUN}}}{RATE}))", POWER),
    stat("CO2e", f"sum(ecocode_run_co2e_grams_total{{{RUN}}})", GRAMS),
    stat("Cost", f"sum by (currency) (ecocode_run_cost_total{{{RUN}}})", PLAIN, legend="{{currency}}"),
    stat("Water", f"sum(ecocode_run_water_litres_total{{{RUN}}})", LITRES),
    stat("Time", f"max(ecocode_run_duration_seconds{{{RUN}}})", SECONDS),
    lines("Power by component", [(f"sum by (run, component, device) (rate(ecocode_run_energy_joules_total{{{RUN}}}{RATE}))", "{{run}} {{component}} {{device}}")], POWER, stack=True),
    lines("Energy", [(f"sum by (run) (ecocode_run_energy_joules_total{{{RUN}}}) {NAMED}", "{{name}} {{run}}")], ENERGY),
    bars("Energy by phase", f"sum by (phase) (ecocode_run_phase_energy_joules_total{{{RUN}}})", "{{phase}}", ENERGY, about="Phases may nest and overlap."),
    bars("Energy by program", f"topk(10, sum by (process) (ecocode_run_process_energy_joules_total{{{RUN}}}))", "{{process}}", ENERGY),
    bars("Budgets used", f"max by (run, kind) (ecocode_run_budget_used_ratio{{{RUN}}})", "{{run}} {{kind}}", RATIO),
    bars("Who used the machine meanwhile", f"sum by (share) (ecocode_run_machine_energy_joules_total{{{RUN}}})", "{{share}}", ENERGY),
    table("Runs", [
        (f"sum by (run) (ecocode_run_energy_joules_total{{{RUN}}}) {NAMED}", "Energy", ENERGY),
        (f"max by (run) (ecocode_run_energy_band_joules{{{RUN}}}) {NAMED}", "± energy", ENERGY),
        (f"sum by (run) (ecocode_run_facility_energy_joules_total{{{RUN}}}) {NAMED}", "Of the building", ENERGY),
        (f"sum by (run) (ecocode_run_co2e_grams_total{{{RUN}}}) {NAMED}", "CO2e", GRAMS),
        (f"sum by (run) (ecocode_run_co2e_embodied_grams_total{{{RUN}}}) {NAMED}", "Embodied", GRAMS),
        (f"max by (run) (ecocode_run_duration_seconds{{{RUN}}}) {NAMED}", "Time", SECONDS),
        (f"max by (run) (ecocode_run_peak_power_watts{{{RUN}}}) {NAMED}", "Peak", POWER),
    ]),
]

DASHBOARDS = {
    "fleet": ("EcoCode: fleet", [JOB, INSTANCE, BASIS], FLEET),
    "node": ("EcoCode: node", [JOB, {**INSTANCE, "multi": False, "includeAll": False, "allValue": None, "current": {}}], NODE),
    "process": ("EcoCode: processes", [
        JOB, INSTANCE, BASIS,
        query("user", "User", f"label_values(ecocode_process_energy_joules_total{{{OF}}}, user)"),
        query("comm", "Program", f'label_values(ecocode_process_energy_joules_total{{{OF},user=~"$user"}}, comm)'),
    ], PROCESS),
    "carbon": ("EcoCode: carbon and cost", [JOB, INSTANCE, BASIS], CARBON),
    "training": ("EcoCode: training runs", [
        query("project", "Project", "label_values(ecocode_run_info, project)"),
        query("run", "Run", 'label_values(ecocode_run_info{project=~"$project"}, run)'),
    ], TRAINING),
}


def target(position, panel):
    expression, legend = panel["queries"][position]
    result = {"refId": chr(ord("A") + position), "datasource": SOURCE, "expr": expression, "legendFormat": legend}
    if panel.get("instant"):
        result |= {"instant": True, "range": False}
    if panel["type"] == "table":
        result["format"] = "table"
    return result


def options(panel):
    kind = panel["type"]
    if kind == "timeseries":
        return {"legend": {"displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi", "sort": "desc"}}
    if kind == "stat":
        return {"colorMode": "none", "graphMode": "none", "textMode": "value_and_name" if panel["queries"][0][1] else "value", "reduceOptions": {"calcs": ["lastNotNull"]}}
    if kind == "bargauge":
        return {"orientation": "horizontal", "displayMode": "basic", "valueMode": "text", "reduceOptions": {"calcs": ["lastNotNull"]}}
    return {"showHeader": True, "cellHeight": "sm"}


def field_config(panel):
    defaults = {"color": {"mode": "palette-classic"}, "noValue": "none"}
    if "unit" in panel:
        defaults["unit"] = panel["unit"]
    if panel["type"] == "timeseries":
        defaults["min"] = 0
        defaults["custom"] = {"lineWidth": 1, "fillOpacity": 20 if panel.get("stack") else 0, "stacking": {"mode": "normal" if panel.get("stack") else "none"}}
    overrides = []
    for position, (heading, unit) in enumerate(panel.get("units", {}).items()):
        properties = [{"id": "displayName", "value": heading}, {"id": "unit", "value": unit}]
        overrides.append({"matcher": {"id": "byName", "options": f"Value #{chr(ord('A') + position)}"}, "properties": properties})
    for title, url in panel.get("links", []):
        overrides.append({"matcher": {"id": "byName", "options": "instance"}, "properties": [{"id": "links", "value": [{"title": title, "url": url}]}]})
    return {"defaults": defaults, "overrides": overrides}


def laid_out(panels):
    """Panels from left to right, in rows of 24 columns."""
    x = y = height = 0
    for number, panel in enumerate(panels, 1):
        if x + panel["width"] > 24:
            x, y, height = 0, y + height, 0
        place = {"h": panel["height"], "w": panel["width"], "x": x, "y": y}
        x, height = x + panel["width"], max(height, panel["height"])
        if panel["type"] == "row":
            yield {"id": number, "type": "row", "title": panel["title"], "gridPos": place, "collapsed": False, "panels": []}
            continue
        result = {
            "id": number, "type": panel["type"], "title": panel["title"], "description": panel.get("about", ""), "datasource": SOURCE, "gridPos": place,
            "targets": [target(position, panel) for position in range(len(panel["queries"]))],
            "fieldConfig": field_config(panel), "options": options(panel),
        }
        if panel["type"] == "table":
            hidden = {"Time": True, **{f"Time {n}": True for n in range(1, len(panel["queries"]) + 1)}, "__name__": True, "job": True}
            result["transformations"] = [{"id": "merge", "options": {}}, {"id": "organize", "options": {"excludeByName": hidden}}]
        yield result


def dashboard(name, title, variables, panels):
    return {
        "uid": f"ecocode-{name}", "title": title, "tags": ["ecocode"], "schemaVersion": 39, "version": 1, "editable": True, "graphTooltip": 1,
        "refresh": "30s", "time": {"from": "now-3h", "to": "now"}, "timezone": "browser",
        "links": [{"type": "dashboards", "tags": ["ecocode"], "asDropdown": False, "title": "EcoCode", "includeVars": True, "keepTime": True}],
        "templating": {"list": [DATASOURCE, *variables]},
        "annotations": {"list": []},
        "panels": list(laid_out(panels)),
    }


def main():
    folder = pathlib.Path(__file__).parent / "dashboards"
    stale = []
    for name, parts in DASHBOARDS.items():
        text = json.dumps(dashboard(name, *parts), indent=2, ensure_ascii=False) + "\n"
        path = folder / f"{name}.json"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(str(path))
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        sys.exit(f"not up to date: {', '.join(stale)}\n  hint: `deploy/grafana/dashboards.py` writes them")


if __name__ == "__main__":
    main()
