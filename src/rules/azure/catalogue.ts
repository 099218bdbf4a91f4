import type { Rule } from '../rule.ts';
import { appService } from './app-service.ts';
import { database } from './database.ts';
import { edge } from './edge.ts';
import { keyVault } from './key-vault.ts';
import { network } from './network.ts';
import { securityGroups } from './security-groups.ts';
import { storage } from './storage.ts';

/** The rules for Azure. */
export const azure: readonly Rule[] = [
  ...appService,
  ...database,
  ...edge,
  ...keyVault,
  ...network,
  ...securityGroups,
  ...storage,
];
