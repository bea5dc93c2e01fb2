// Holds rendered objects of Kubernetes against the schemas of its API, as the npm packages `kubernetes-models` and
// `@kubernetes-models/prometheus-operator` carry them, and the pods among them against what they may do to their host: next to nothing.
// usage: node objects.mjs FOLDER-OF-PACKAGES OBJECTS.yaml
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [packages, file] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${packages}/${path}`));
const yaml = await load("js-yaml/dist/js-yaml.mjs");
const wrong = [];
let pods = 0;

async function classOf(object) {
  const from = object.apiVersion.startsWith("monitoring.coreos.com/") ? "@kubernetes-models/prometheus-operator" : "kubernetes-models";
  return (await load(`${from}/${object.apiVersion}/${object.kind}.js`))[object.kind];
}

function checkPod(name, pod) {
  pods++;
  const host = new Set((pod.volumes ?? []).filter((volume) => volume.hostPath).map((volume) => volume.name));
  if (pod.hostNetwork || pod.hostIPC) wrong.push(`${name} shares the host's network or IPC`);
  if (pod.automountServiceAccountToken !== false) wrong.push(`${name} is given a token of the API`);
  for (const container of pod.containers) {
    const of = `${name}: ${container.name}`;
    const security = container.securityContext ?? {};
    if (security.privileged || security.allowPrivilegeEscalation !== false) wrong.push(`${of} is privileged, or may become it`);
    if (security.capabilities?.drop?.join() !== "ALL") wrong.push(`${of} keeps capabilities`);
    if (!(security.capabilities?.add ?? []).every((one) => ["PERFMON", "DAC_READ_SEARCH"].includes(one))) wrong.push(`${of} takes more capabilities than sensors need`);
    if (security.readOnlyRootFilesystem !== true) wrong.push(`${of} may write into its image`);
    if (!container.resources?.limits?.memory) wrong.push(`${of} may take all memory`);
    for (const mount of container.volumeMounts ?? []) {
      if (host.has(mount.name) && mount.readOnly !== true) wrong.push(`${of} may write to the host's ${mount.mountPath}`);
    }
    const volumes = new Set((pod.volumes ?? []).map((volume) => volume.name));
    for (const mount of container.volumeMounts ?? []) if (!volumes.has(mount.name)) wrong.push(`${of} mounts ${mount.name}, which is no volume`);
  }
}

for (const object of yaml.loadAll(readFileSync(file, "utf8"))) {
  const name = `${object.kind} ${object.metadata.name}`;
  try {
    new (await classOf(object))(object).validate();
  } catch (error) {
    wrong.push(`${name}: ${error.message}`);
  }
  const pod = object.spec?.template?.spec;
  if (pod?.containers) checkPod(name, pod);
}

if (pods === 0) wrong.push("there is no pod");
for (const line of wrong) console.log(line);
process.exitCode = wrong.length > 0 ? 1 : 0;
