import { Uri, workspace } from 'vscode';
import type { Guide, GuideOutline } from '../study/guide.ts';

/** The data of the study guide, read when it is first asked for. */
export interface StudyGuide {
  outline(): Promise<GuideOutline>;
  pages(): Promise<Guide['pages']>;
}

export function studyGuide(dist: Uri): StudyGuide {
  const read = async (name: string) => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(dist, name));
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  let outline: Promise<GuideOutline> | undefined;
  let pages: Promise<Guide['pages']> | undefined;
  return {
    outline: () => {
      outline ??= read('study.json');
      return outline;
    },
    pages: () => {
      pages ??= read('study-pages.json');
      return pages;
    },
  };
}
