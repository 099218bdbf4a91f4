import { l10n, type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { RootVariables, VariableFileOption } from '../protocol/messages.ts';
import type { Server } from './server.ts';
import type { VariableChoices } from './variable-choices.ts';
import { pickedInOrder, pickedText, variableItems } from './variable-text.ts';
import { nameOf } from './variables-item.ts';

/** Who knows and keeps the choices. */
export interface Chooser {
  readonly server: Server;
  readonly choices: VariableChoices;
}

/**
 * Lets people choose the variable files of the root module that the file in front belongs to. A key binding may name them:
 * `{ "files": ["common.tfvars", "prod.tfvars"] }`, as seen from the module; an empty list returns to the default.
 */
export async function selectVariableFiles(chooser: Chooser, given: unknown): Promise<void> {
  const root = await chooseRoot(await rootsInFront(chooser.server));
  if (!root) return;
  const options = await chooser.server.ask('groundwork/variableFiles', { root: root.root });
  const files = Array.isArray(Object(given).files)
    ? namedFiles(Object(given).files, options)
    : await pickFiles(root, options);
  if (files) await choose(chooser, root, files);
}

/** The root modules of the file in front, or all of them where it belongs to none. */
async function rootsInFront(server: Server): Promise<readonly RootVariables[]> {
  const uri = window.activeTextEditor?.document.uri.toString();
  const roots = uri === undefined ? [] : await server.ask('groundwork/variables', { uri });
  return roots.length > 0 ? roots : server.ask('groundwork/variables', {});
}

async function chooseRoot(roots: readonly RootVariables[]): Promise<RootVariables | undefined> {
  if (roots.length === 0) void window.showInformationMessage(l10n.t('There is no Terraform module in this workspace.'));
  if (roots.length <= 1) return roots[0];
  const items = roots.map((root) => ({ label: nameOf(root.root) || l10n.t('the workspace folder'), root }));
  const picked = await window.showQuickPick(items, { placeHolder: l10n.t('Root module to choose variable files for') });
  return picked?.root;
}

/** The files of these names; undefined, after a word to people, where one of them is not there. */
function namedFiles(names: readonly unknown[], options: readonly VariableFileOption[]): readonly string[] | undefined {
  const unknown = names.find((name) => !options.some((option) => option.name === name));
  if (unknown !== undefined) {
    void window.showWarningMessage(l10n.t('There is no variable file {0} in the module or below.', String(unknown)));
    return undefined;
  }
  return names.flatMap((name) => options.find((option) => option.name === name)?.uri ?? []);
}

/** The files that people pick, in the order in which they pick them; undefined where they leave it. */
async function pickFiles(
  root: RootVariables,
  options: readonly VariableFileOption[],
): Promise<readonly string[] | undefined> {
  if (options.length === 0) {
    const where = nameOf(root.root) || l10n.t('the workspace folder');
    void window.showInformationMessage(l10n.t('There is no variable file (*.tfvars) in {0} or below.', where));
    return root.missing.length > 0 ? [] : undefined;
  }
  const items = variableItems(options, root, l10n.t);
  const pick = window.createQuickPick<QuickPickItem & { readonly uri: string }>();
  let order = root.used;
  const tell = () => {
    pick.title = pickedText(
      order.flatMap((uri) => items.find((item) => item.uri === uri)?.label ?? []),
      l10n.t,
    );
  };
  pick.canSelectMany = true;
  // What is picked is not lost to a click elsewhere, nor to a walkthrough that takes the focus back.
  pick.ignoreFocusOut = true;
  pick.placeholder = l10n.t('Variable files, in the order in which later ones win');
  pick.items = items.map(({ uri, label, description }) => ({ uri, label, description }));
  pick.selectedItems = pick.items.filter(({ uri }) => root.used.includes(uri));
  pick.buttons = [{ iconPath: new ThemeIcon('clear-all'), tooltip: l10n.t('Return to the Default') }];
  tell();
  return new Promise((resolve) => {
    pick.onDidChangeSelection((selected) => {
      order = pickedInOrder(
        order,
        selected.map(({ uri }) => uri),
      );
      tell();
    });
    pick.onDidTriggerButton(() => {
      resolve([]);
      pick.hide();
    });
    pick.onDidAccept(() => {
      // What is used by default is no choice as long as nobody changes it.
      const same = !root.chosen && order.length === root.used.length && order.every((uri, i) => uri === root.used[i]);
      resolve(same && root.missing.length === 0 ? undefined : order);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

async function choose({ server, choices }: Chooser, { root }: RootVariables, files: readonly string[]): Promise<void> {
  await choices.choose({ root, files });
  await server.ask('groundwork/chooseVariableFiles', { choices: choices.all() });
}
