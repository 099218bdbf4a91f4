import type { Expectation } from '../rule.ts';

export const webApps = ['azurerm_linux_web_app', 'azurerm_windows_web_app'];
export const webSlots = ['azurerm_linux_web_app_slot', 'azurerm_windows_web_app_slot'];
export const functionApps = ['azurerm_linux_function_app', 'azurerm_windows_function_app'];
export const functionSlots = ['azurerm_linux_function_app_slot', 'azurerm_windows_function_app_slot'];

/** Every kind of app and slot since version 3 of the provider. */
export const newerApps = [...webApps, ...webSlots, ...functionApps, ...functionSlots];

/** What they were called before, until version 4. */
export const olderApps = [
  'azurerm_app_service',
  'azurerm_app_service_slot',
  'azurerm_function_app',
  'azurerm_function_app_slot',
];

export const everyApp = [...newerApps, ...olderApps];

/** Web apps without their slots, under every name. */
export const everyWebApp = ['azurerm_app_service', ...webApps];

/** Single machines and scale sets by their system. */
export const linuxMachines = ['azurerm_linux_virtual_machine', 'azurerm_linux_virtual_machine_scale_set'];
export const windowsMachines = ['azurerm_windows_virtual_machine', 'azurerm_windows_virtual_machine_scale_set'];

/** The type of machines of either system, before version 2 of the provider. */
export const classicMachine = 'azurerm_virtual_machine';
export const machines = ['azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine'];
export const everyMachine = [classicMachine, ...machines];
export const scaleSets = ['azurerm_linux_virtual_machine_scale_set', 'azurerm_windows_virtual_machine_scale_set'];

/** Rows that ask the same of types, named without their prefix, by what they call the argument. */
export function rows(
  table: Readonly<Record<string, readonly string[]>>,
  row: Omit<Expectation, 'on' | 'attribute'>,
): readonly Expectation[] {
  return Object.entries(table).map(([attribute, types]) => ({
    ...row,
    on: types.map((type) => `azurerm_${type}`),
    attribute,
  }));
}
