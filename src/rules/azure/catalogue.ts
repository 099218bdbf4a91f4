import type { Rule } from '../rule.ts';
import { apiManagement } from './api-management.ts';
import { appService } from './app-service.ts';
import { containers } from './containers.ts';
import { dataServices } from './data-services.ts';
import { database } from './database.ts';
import { edge } from './edge.ts';
import { governance } from './governance.ts';
import { keyVault } from './key-vault.ts';
import { kubernetes } from './kubernetes.ts';
import { kubernetesNodes } from './kubernetes-nodes.ts';
import { machineLearning } from './machine-learning.ts';
import { network } from './network.ts';
import { platform } from './platform.ts';
import { securityGroups } from './security-groups.ts';
import { storage } from './storage.ts';
import { synapse } from './synapse.ts';
import { virtualMachine } from './virtual-machine.ts';

/** The rules for Azure. */
export const azure: readonly Rule[] = [
  ...apiManagement,
  ...appService,
  ...containers,
  ...dataServices,
  ...database,
  ...edge,
  ...governance,
  ...keyVault,
  ...kubernetes,
  ...kubernetesNodes,
  ...machineLearning,
  ...network,
  ...platform,
  ...securityGroups,
  ...storage,
  ...synapse,
  ...virtualMachine,
];
