/** Texts that mean something to the parser, the evaluator or a rule, put in place of others. */
export const words: readonly string[] = [
  ...'" { } [ ] ( ) ${ %{ ~} = , : . ~ # /* */ // for in if => ... * \\ $$ % - ! ? && || == :: << <<-'.split(' '),
  ...[
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '\0',
    '\u00a0',
    '“',
    '\u200b',
    'é',
    '😀',
    '\ud800',
    '\udc00',
    '\u001b[2J',
    '\u009b',
    '\u202e',
    '\ufeff',
  ],
  ...['true', 'false', 'null', '0', '-1', '22', '1e400', '0.1', '99999999999999999999', '[]', '{}', '""', '[null]'],
  ...['"0.0.0.0/0"', '"::/0"', '"10.0.0.0/33"', '"*"', '"22-22"', '"0-65535"', '"${var.none}"', '"true"', '"TRUE"'],
  ...['var.open', 'local.names', 'each.key', 'each.value', 'count.index', 'self', 'path.module', 'terraform.workspace'],
  ...['google_compute_network.main', 'data.aws_ami.x.id', 'module.net["a"].network', '[*].id', '[0]', '.0', '.*.id'],
  ...['\n  count = 3\n', '\n  count = 0\n', '\n  for_each = toset(["a", "b"])\n', '\n  for_each = var.none\n'],
  ...['\n  lifecycle {\n    ignore_changes = all\n  }\n', '\n  provider = google.eu\n', '\n  dynamic "allow" {\n'],
  ...[
    '<<EOT\n${x}\nEOT\n',
    '<<-EOT\n    a\n  EOT\n',
    '"%{ if true }a%{ else }b%{ endif }"',
    '"%{ for x in [1] }${x}%{ endfor }"',
  ],
  ...['# groundwork:ignore gcp/open-ssh\n', '# groundwork:ignore\n', '// groundwork:ignore * until 2020-01-01\n'],
  ...['#checkov:skip=CKV_AWS_21:x\n', '#trivy:ignore:*\n', '#tfsec:ignore:aws-s3-enable-versioning\n'],
  ...['resource "aws_s3_bucket" "b" {\n', 'variable "x" {}\n', 'locals {\n', 'module "m" {\n  source = "./net"\n}\n'],
  ...['module "m" {\n  source = "./"\n}\n', 'moved {\n', 'terraform {\n', 'provider "aws" {\n', 'check "c" {\n'],
  ...['__proto__', 'constructor', 'toString', '"__proto__"', 'a.__proto__', '["constructor"]'],
];

/** Functions that an expression may call, with any arguments. */
export const functions: readonly string[] =
  `abs base64decode base64encode base64gzip basename bcrypt can ceil chomp chunklist cidrhost cidrnetmask cidrsubnet
  cidrsubnets coalesce coalescelist compact concat contains csvdecode dirname distinct element endswith file fileexists
  fileset flatten floor format formatdate formatlist indent index join jsondecode jsonencode keys length log lookup lower
  matchkeys max md5 merge min nonsensitive one parseint pathexpand pow range regex regexall replace reverse sensitive
  setintersection setproduct setsubtract setunion sha256 signum slice sort split startswith strcontains strrev substr sum
  templatefile templatestring timeadd timecmp title tobool tolist tomap tonumber toset tostring transpose trim
  trimprefix trimspace trimsuffix try type upper urlencode uuidv5 values yamldecode yamlencode zipmap provider::a::b`.split(
    /\s+/,
  );
