import { githubIssuer, ownedSubject } from '../facts/github.ts';
import { matches } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const example = (subject: string, marks = '') => `resource "azurerm_federated_identity_credential" "example" {
  name                      = "github"
  user_assigned_identity_id = azurerm_user_assigned_identity.deploy.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "${subject}"
${marks}}
`;

export const githubTrust: Rule = {
  id: 'azure/github-trust',
  title: 'A trust in workflows on GitHub names no repository',
  severity: 'warning',
  pillar: 'identity',
  recommended: true,
  why: `GitHub signs tokens for every repository there is; the subject \`repo:OWNER/REPOSITORY:...\` tells yours from a stranger's. Entra ID compares the subject letter by letter, so that one without a repository lets in nobody at best, and moved to an expression with wildcards it lets in everyone's workflows.

There is no case where leaving it is right.`,
  refs: [
    learn('developer/github/connect-from-azure-openid-connect'),
    registry('federated_identity_credential'),
    'https://docs.github.com/en/actions/reference/security/oidc',
  ],
  equivalents: ['checkov/CKV_AWS_358'],
  check: {
    on: ['azuread_application_federated_identity_credential', 'azurerm_federated_identity_credential'],
    attribute: 'subject',
    must: matches(ownedSubject, 'repo:OWNER/REPOSITORY: and what follows'),
    when: [{ attribute: 'issuer', is: matches(new RegExp(githubIssuer.replaceAll('.', '\\.')), 'GitHub') }],
    so: 'so that only your workflows are let in',
  },
  bad: example('repo:*', `${' '.repeat(30)}${'~'.repeat('"repo:*"'.length)}\n`),
  good: example('repo:example/platform:environment:production'),
};
