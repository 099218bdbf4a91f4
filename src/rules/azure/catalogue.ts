import type { Rule } from '../rule.ts';
import { addressPlan } from './address-plan.ts';
import { apiManagement } from './api-management.ts';
import { appPlatforms } from './app-platforms.ts';
import { appService } from './app-service.ts';
import { appServiceOperation } from './app-service-operation.ts';
import { containers } from './containers.ts';
import { cost } from './cost.ts';
import { dataServices } from './data-services.ts';
import { database } from './database.ts';
import { defender } from './defender.ts';
import { edge } from './edge.ts';
import { firewall } from './firewall.ts';
import { githubTrust } from './github-trust.ts';
import { governance } from './governance.ts';
import { hub } from './hub.ts';
import { keyVault } from './key-vault.ts';
import { kubernetes } from './kubernetes.ts';
import { kubernetesNodes } from './kubernetes-nodes.ts';
import { machineLearning } from './machine-learning.ts';
import { machineOperation } from './machine-operation.ts';
import { network } from './network.ts';
import { platform } from './platform.ts';
import { platformEncryption } from './platform-encryption.ts';
import { securityGroups } from './security-groups.ts';
import { sql } from './sql.ts';
import { storage } from './storage.ts';
import { storageData } from './storage-data.ts';
import { synapse } from './synapse.ts';
import { unsaid } from './unsaid.ts';
import { virtualMachine } from './virtual-machine.ts';

/** The rules for Azure. */
export const azure: readonly Rule[] = [
  ...addressPlan,
  ...apiManagement,
  ...appPlatforms,
  ...appService,
  ...appServiceOperation,
  ...containers,
  ...cost,
  ...dataServices,
  ...database,
  ...defender,
  ...edge,
  ...firewall,
  githubTrust,
  ...governance,
  ...hub,
  ...keyVault,
  ...kubernetes,
  ...kubernetesNodes,
  ...machineLearning,
  ...machineOperation,
  ...network,
  ...platform,
  ...platformEncryption,
  ...securityGroups,
  ...sql,
  ...storage,
  ...storageData,
  ...synapse,
  ...unsaid,
  ...virtualMachine,
];
