export type CiKind = 'github' | 'pre-commit';

export interface CiFile {
  /** Where it belongs, from the top of the repository. */
  readonly path: string;
  /** Its text as a snippet; what people have to fill in are its tab stops. */
  readonly snippet: string;
}

/** The files that have a repository checked by the command line of this version; other people's actions are pinned to a commit. */
export function ciFiles(version: string): Readonly<Record<CiKind, CiFile>> {
  return {
    github: {
      path: '.github/workflows/groundwork.yml',
      snippet: `# Checks Terraform on each push and pull request, and shows what it finds under Security > Code scanning.
name: Groundwork

on:
  push:
    branches: [\${1:main}]
  pull_request:

permissions:
  contents: read
  security-events: write

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false

      - name: Get the version of the command line that the editor has
        uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          repository: \${2:OWNER/groundwork}
          ref: v${version}
          path: .groundwork
          persist-credentials: false

      - name: Build it
        run: npm run build
        working-directory: .groundwork

      - name: Check
        run: node .groundwork/dist/cli.js check --format sarif --output results.sarif

      - name: Show what was found
        if: \\\${{ !cancelled() && hashFiles('results.sarif') != '' }}
        uses: github/codeql-action/upload-sarif@cdefb33c0f6224e58673d9004f47f7cb3e328b89 # v4.31.10
        with:
          sarif_file: results.sarif
$0`,
    },
    'pre-commit': {
      path: '.pre-commit-config.yaml',
      snippet: `# Checks Terraform before each commit with the command groundwork, which must be on the path: version ${version}, as in the editor.
repos:
  - repo: local
    hooks:
      - id: groundwork
        name: Groundwork
        entry: groundwork check
        language: system
        files: \\\\.(tf|tofu|tfvars)(\\\\.json)?\\$
        pass_filenames: false
$0`,
    },
  };
}
