import { lint } from '../../src/linter/lint.ts';
import { defaultSettings } from '../../src/linter/settings.ts';
import type { FileSystem } from '../../src/terraform/files.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { median, print, progress, short, timed } from './measure.ts';

// How the time of a whole check grows with the number of resources: in one module, and in modules of 100 resources each.

const sizes = [100, 1_000, 10_000, 100_000];

/** Some parts of a landing zone, with faults, references and a repeated block: ten resources. */
function part(n: number): string {
  const subnets = Array.from(
    { length: 4 },
    (_, i) => `resource "google_compute_subnetwork" "s${n}_${i}" {
  name                     = "\${var.prefix}-s${n}-${i}"
  network                  = google_compute_network.n${n}.id
  region                   = var.region
  ip_cidr_range            = cidrsubnet("10.${n % 256}.0.0/16", 4, ${i})
  private_ip_google_access = ${i % 2 === 0}
}
`,
  );
  const buckets = Array.from(
    { length: 3 },
    (_, i) => `resource "google_storage_bucket" "b${n}_${i}" {
  name                        = "\${var.prefix}-b${n}-${i}"
  location                    = upper(var.region)
  uniform_bucket_level_access = ${i !== 0}
  labels                      = merge(local.labels, { part = "p${n}" })
  versioning {
    enabled = true
  }
}
`,
  );
  return [
    `resource "google_compute_network" "n${n}" {
  name                    = "\${var.prefix}-n${n}"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "ssh${n}" {
  name          = "\${var.prefix}-ssh${n}"
  network       = google_compute_network.n${n}.name
  source_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

resource "google_project_iam_member" "m${n}" {
  project = var.project
  role    = "roles/viewer"
  member  = "group:ops@example.com"
}
`,
    ...subnets,
    ...buckets,
  ].join('\n');
}

const shared = `variable "prefix" { default = "acme" }
variable "region" { default = "europe-west4" }
variable "project" { default = "acme-net" }
locals { labels = { owner = "platform", env = "prod", project = var.project } }
`;

/** Files of 100 resources by their paths, so many of them in each directory. */
function generate(resources: number, filesInOne: number): Map<string, string> {
  const files = new Map<string, string>();
  for (let file = 0; file < resources / 100; file++) {
    const directory = `/w/m${Math.floor(file / filesInOne)}`;
    files.set(`${directory}/variables.tf`, shared);
    files.set(
      `${directory}/f${file}.tf`,
      Array.from({ length: 10 }, (_, i) => part((file % filesInOne) * 10 + i)).join('\n'),
    );
  }
  return files;
}

function inMemory(texts: ReadonlyMap<string, string>): FileSystem {
  const directories = new Map<string, Map<string, boolean>>();
  for (const path of texts.keys()) {
    for (let at = path; at !== ''; ) {
      const slash = at.lastIndexOf('/');
      const above = at.slice(0, slash) || '/';
      const entries = directories.get(above) ?? new Map<string, boolean>();
      directories.set(above, entries.set(at.slice(slash + 1), at !== path));
      at = at.slice(0, slash);
    }
  }
  return {
    readFile: (path) => texts.get(path),
    readDirectory: (path) => {
      const entries = directories.get(path);
      return entries && [...entries].map(([name, directory]) => ({ name, directory }));
    },
  };
}

for (const { title, filesInOne } of [
  { title: 'one module', filesInOne: Number.POSITIVE_INFINITY },
  { title: 'modules of 100', filesInOne: 1 },
]) {
  let before: number | undefined;
  for (const size of sizes) {
    progress(`growth: ${size} resources, ${title}`);
    const files = inMemory(generate(size, filesInOne));
    const check = () => {
      const workspace = new Workspace(files);
      for (const directory of workspace.rootDirectories('/w')) lint(workspace, directory, defaultSettings);
    };
    // What is compiled at first would count for most of a small size.
    for (let i = 0; i < 2_000 / size; i++) check();
    const runs = size >= 100_000 ? 3 : 5;
    const ms = median(Array.from({ length: runs }, () => timed(check)));
    print({
      what: `Check of ${size.toLocaleString('en')} resources, ${title}`,
      measured: `${short(ms)} ms${before === undefined ? '' : ` (${short(ms / before)}× for ten times the resources)`}`,
      budget: before === undefined ? '' : '≤ 11×',
      runs,
    });
    before = ms;
  }
}
