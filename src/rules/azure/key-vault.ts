import { be, isSet, matches, noneOf } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const on = ['azurerm_key_vault'];
const vault = registry('key_vault');
const softDelete = learn('key-vault/general/soft-delete-overview');

export const keyVault: readonly Rule[] = [
  {
    id: 'azure/key-vault-access-policies',
    title: 'A key vault decides on access by policies of its own',
    severity: 'info',
    pillar: 'identity',
    recommended: true,
    why: `Who may change the vault may give himself its secrets, and policies are all or nothing for a vault. Role assignments can be limited to one secret, reviewed, and granted for hours.

Leave it where a service that works with the vault knows access policies only.`,
    refs: [learn('key-vault/general/rbac-access-policy'), vault],
    equivalents: [],
    check: {
      on,
      attribute: ['rbac_authorization_enabled', 'enable_rbac_authorization'],
      must: be(true),
      default: false,
      so: 'so that roles decide who reads what',
      effect: 'access policies stop counting: assign roles first',
    },
    bad: `resource "azurerm_key_vault" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "security"
  tenant_id           = var.tenant_id
  sku_name            = "standard"
}
`,
    good: `resource "azurerm_key_vault" "example" {
  name                       = "example"
  location                   = "westeurope"
  resource_group_name        = "security"
  tenant_id                  = var.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true
}
`,
  },
  {
    id: 'azure/key-vault-open-to-all-networks',
    title: 'A key vault admits every network',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A leaked credential of an application then reads its secrets from anywhere. With rules that deny by default it works from the named networks and private endpoints only.

Leave it where clients have no fixed addresses and every access is by managed identity. Vaults without public access are not looked at.`,
    refs: [learn('key-vault/general/network-security'), vault],
    equivalents: ['checkov/CKV_AZURE_109', 'trivy/AZU-0013'],
    check: {
      on,
      attribute: 'network_acls.default_action',
      must: be('Deny'),
      when: [{ attribute: 'public_network_access_enabled', is: noneOf(false), missing: 'holds' }],
      so: 'so that only the named networks come in',
    },
    bad: `resource "azurerm_key_vault" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "security"
  tenant_id           = var.tenant_id
  sku_name            = "standard"

  network_acls {
    default_action = "Allow"
                     ~~~~~~~
    bypass         = "AzureServices"
  }
}
`,
    good: `resource "azurerm_key_vault" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "security"
  tenant_id           = var.tenant_id
  sku_name            = "standard"

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}
`,
  },
  {
    id: 'azure/key-vault-purge-protection',
    title: 'A key vault can be emptied for good',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Whoever may purge, by mistake or by design, destroys keys at once, and with them all data that they encrypt. With purge protection deleted keys stay for the retention time; it cannot be switched off again.

Leave it off for vaults of short-lived test environments.`,
    refs: [softDelete, vault],
    equivalents: ['checkov/CKV_AZURE_110', 'checkov/CKV_AZURE_42', 'trivy/AZU-0016'],
    check: {
      on,
      attribute: 'purge_protection_enabled',
      must: be(true),
      default: false,
      so: 'so that keys can be had back',
      effect: 'it cannot be switched off again',
    },
    bad: `resource "azurerm_key_vault" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "security"
  tenant_id           = var.tenant_id
  sku_name            = "standard"
}
`,
    good: `resource "azurerm_key_vault" "example" {
  name                     = "example"
  location                 = "westeurope"
  resource_group_name      = "security"
  tenant_id                = var.tenant_id
  sku_name                 = "standard"
  purge_protection_enabled = true
}
`,
  },
  {
    id: 'azure/key-vault-soft-delete',
    title: 'A key vault deletes for good or keeps what was deleted too shortly',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Without soft delete a deleted key is gone. Azure has it always on since 2020; old code that switches it off fails or is ignored, and the shortest retention of 7 days passes within a holiday.

Leave a short time for vaults of short-lived test environments.`,
    refs: [softDelete, vault],
    equivalents: ['checkov/CKV_AZURE_111', 'checkov/CKV_AZURE_42'],
    check: {
      on,
      attribute: 'soft_delete_enabled',
      must: be(true),
      missing: 'passes',
      so: 'so that keys can be had back',
      effect: 'newer providers have no such argument: soft delete is always on',
    },
    bad: `resource "azurerm_key_vault" "example" {
  name                     = "example"
  location                 = "westeurope"
  resource_group_name      = "security"
  tenant_id                = var.tenant_id
  sku_name                 = "standard"
  soft_delete_enabled      = false
                             ~~~~~
  purge_protection_enabled = true
}
`,
    good: `resource "azurerm_key_vault" "example" {
  name                     = "example"
  location                 = "westeurope"
  resource_group_name      = "security"
  tenant_id                = var.tenant_id
  sku_name                 = "standard"
  soft_delete_enabled      = true
  purge_protection_enabled = true
}
`,
  },
  {
    id: 'azure/key-without-expiry',
    title: 'A key never expires',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `A key that was copied works for ever, and nobody is reminded to replace it. A rotation policy makes new versions by itself.

Leave it for keys that encrypt disks or databases and rotate by policy, where an expired key would stop the service.`,
    refs: [learn('key-vault/keys/how-to-configure-key-rotation'), registry('key_vault_key')],
    equivalents: ['checkov/CKV_AZURE_40', 'trivy/AZU-0014'],
    check: {
      on: ['azurerm_key_vault_key'],
      attribute: ['expiration_date', 'rotation_policy.expire_after'],
      must: isSet(),
      so: 'so that a copied key ends',
    },
    bad: `resource "azurerm_key_vault_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  key_vault_id = azurerm_key_vault.main.id
  key_type     = "EC"
  curve        = "P-256"
  key_opts     = ["sign", "verify"]
}
`,
    good: `resource "azurerm_key_vault_key" "example" {
  name            = "example"
  key_vault_id    = azurerm_key_vault.main.id
  key_type        = "EC"
  curve           = "P-256"
  key_opts        = ["sign", "verify"]
  expiration_date = "2027-12-31T00:00:00Z"
}
`,
  },
  {
    id: 'azure/key-without-hsm',
    title: 'A key is not kept in a hardware module',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A key in a module never leaves it, not even to its owner. It needs the tier Premium of the vault, and each use and month costs more.

Leave it where no rule of your field asks for hardware: software keys of a vault are kept encrypted by hardware as well.`,
    refs: [learn('key-vault/keys/about-keys'), registry('key_vault_key')],
    equivalents: ['checkov/CKV_AZURE_112'],
    check: {
      on: ['azurerm_key_vault_key'],
      attribute: 'key_type',
      must: matches(/-HSM$/, '"RSA-HSM" or "EC-HSM"'),
      so: 'to keep the key in hardware',
    },
    bad: `resource "azurerm_key_vault_key" "example" {
  name            = "example"
  key_vault_id    = azurerm_key_vault.main.id
  key_type        = "EC"
                    ~~~~
  curve           = "P-256"
  key_opts        = ["sign", "verify"]
  expiration_date = "2027-12-31T00:00:00Z"
}
`,
    good: `resource "azurerm_key_vault_key" "example" {
  name            = "example"
  key_vault_id    = azurerm_key_vault.main.id
  key_type        = "EC-HSM"
  curve           = "P-256"
  key_opts        = ["sign", "verify"]
  expiration_date = "2027-12-31T00:00:00Z"
}
`,
  },
  {
    id: 'azure/secret-without-content-type',
    title: 'A secret does not say what it is',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `The content type tells people and programs how to read the value, and what has to be done when it is rotated.

Leave it out where the name says as much.`,
    refs: [learn('key-vault/secrets/about-secrets'), registry('key_vault_secret')],
    equivalents: ['checkov/CKV_AZURE_114', 'trivy/AZU-0015'],
    check: {
      on: ['azurerm_key_vault_secret'],
      attribute: 'content_type',
      must: isSet(),
      so: 'to say how the value is read',
    },
    bad: `resource "azurerm_key_vault_secret" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name            = "api"
  key_vault_id    = azurerm_key_vault.main.id
  value           = var.api_key
  expiration_date = "2027-12-31T00:00:00Z"
}
`,
    good: `resource "azurerm_key_vault_secret" "example" {
  name            = "api"
  key_vault_id    = azurerm_key_vault.main.id
  value           = var.api_key
  expiration_date = "2027-12-31T00:00:00Z"
  content_type    = "password"
}
`,
  },
  {
    id: 'azure/secret-without-expiry',
    title: 'A secret never expires',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `A password that leaked works until somebody remembers it. With a date the vault announces the end weeks before.

Leave it for values that are no credentials, such as connection strings by identity.`,
    refs: [learn('key-vault/secrets/secrets-best-practices'), registry('key_vault_secret')],
    equivalents: ['checkov/CKV_AZURE_41', 'trivy/AZU-0017'],
    check: {
      on: ['azurerm_key_vault_secret'],
      attribute: 'expiration_date',
      must: isSet(),
      so: 'so that a leaked secret ends',
    },
    bad: `resource "azurerm_key_vault_secret" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "api"
  key_vault_id = azurerm_key_vault.main.id
  value        = var.api_key
  content_type = "password"
}
`,
    good: `resource "azurerm_key_vault_secret" "example" {
  name            = "api"
  key_vault_id    = azurerm_key_vault.main.id
  value           = var.api_key
  content_type    = "password"
  expiration_date = "2027-12-31T00:00:00Z"
}
`,
  },
];
