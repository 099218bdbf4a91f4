import { globSync, readFileSync } from 'node:fs';
import { rules } from '../../src/rules/catalogue.ts';
import { conformanceFiles } from '../hcl/corpus.ts';

/** A workspace that mutation starts from: files by path. */
export type Base = Readonly<Record<string, string>>;

/** Modules that call each other, values that travel, and comments that suppress: what single examples have too little of. */
const landingZone: Base = {
  'main.tf': `module "net" {
  source   = "./net"
  for_each = { a = "10.0.0.0/16", b = "10.1.0.0/16" }
  range    = each.value
  open     = var.open
  names    = [for i, n in local.names : "\${n}-\${i}"]
}

locals {
  names  = ["x", "y"]
  # groundwork:ignore gcp/open-ssh -- for the exercise
  ranges = concat(["0.0.0.0/0"], [cidrsubnet("10.0.0.0/8", 8, 1)])
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = module.net["a"].network
  source_ranges = local.ranges
  allow {
    protocol = "tcp"
    ports    = ["22", "3389"]
  }
}

resource "aws_security_group" "s" {
  count = length(local.names)
  name  = local.names[count.index]
  dynamic "ingress" {
    for_each = var.open ? local.ranges : []
    content {
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}
`,
  'variables.tf': `variable "open" {
  type    = bool
  default = true
}

variable "settings" {
  type = object({ size = optional(number, 3), tags = optional(map(string)) })
  default = {}
}
`,
  'terraform.tfvars': 'open = true\nsettings = { size = 5 }\n',
  'net/main.tf': `variable "range" { type = string }
variable "open" { default = false }
variable "names" { type = list(string) }

resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = var.open
}

resource "google_compute_subnetwork" "sub" {
  for_each                 = toset(var.names)
  name                     = each.key
  network                  = google_compute_network.main.id
  ip_cidr_range            = cidrsubnet(var.range, 8, index(var.names, each.key))
  private_ip_google_access = false
}

output "network" {
  value = google_compute_network.main.name
}
`,
  'other/main.tf': `resource "aws_s3_bucket" "b" { #checkov:skip=CKV_AWS_21:no need
  bucket = "b"
  acl    = "public-read"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*" }] })
}
`,
  'other/extra.tf.json':
    '{"resource": {"google_storage_bucket": {"j": {"name": "j", "location": "EU", "versioning": [{"enabled": false}]}}}}\n',
};

const fixtures = globSync('../hcl/fixtures/*.tf', { cwd: import.meta.dirname }).sort();

/** Each case of test/cases with its files. */
const cases: readonly Base[] = globSync('../cases/*.md', { cwd: import.meta.dirname })
  .sort()
  .flatMap((path) =>
    readFileSync(new URL(path, import.meta.url), 'utf8')
      .split(/^## /m)
      .slice(1),
  )
  .map((section) =>
    Object.fromEntries(
      [...section.matchAll(/(?:^`([^`\n]+)`:?\n+)?^```(?:hcl|terraform)\n(.*?)^```$/gms)].map(
        ([, name = 'main.tf', text = '']) => [name, text],
      ),
    ),
  )
  .filter((base) => Object.keys(base).length > 0);

/** `npm run fuzz` sets this; the short run is the same everywhere, so it does without what lies beside the project. */
const corpora = process.env['GROUNDWORK_FUZZ_CORPORA'] ? (conformanceFiles() ?? []) : [];

/** The catalogue's examples, the cases, the parser's fixtures, the corpora and a small landing zone. */
export const bases: readonly Base[] = [
  landingZone,
  ...fixtures.map((path) => ({ 'main.tf': readFileSync(new URL(path, import.meta.url), 'utf8') })),
  ...rules.flatMap(({ bad, good }) => [{ 'main.tf': bad }, { 'main.tf': good }]),
  ...cases,
  ...corpora.map(({ text }) => ({ 'main.tf': text })),
].map(withoutMarks);

/** The examples underline what is reported; the lines that do so are no Terraform. */
function withoutMarks(base: Base): Base {
  return Object.fromEntries(
    Object.entries(base).map(([path, text]) => [path, text.replace(/^[ \t]*~+[ \t]*\n?/gm, '')]),
  );
}
