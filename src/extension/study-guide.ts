import { Uri, workspace } from 'vscode';
import type { Guide, GuideOutline } from '../study/guide.ts';

/** The data of the study guide, read when it is first asked for. */
export interface StudyGuide {
  outline(): Promise<GuideOutline>;
  /** The HTML of a page: `note/oss`. */
  page(name: string): Promise<string | undefined>;
}

/** Undoes Brotli, which no browser can; the entry for each host brings its own. */
export type Unpack = (packed: Uint8Array) => Promise<Uint8Array>;

export function studyGuide(dist: Uri, unpack: Unpack): StudyGuide {
  const read = async () => {
    const packed = await workspace.fs.readFile(Uri.joinPath(dist, 'study.json.br'));
    const { pages, ...outline }: Guide = JSON.parse(new TextDecoder().decode(await unpack(packed)));
    return { pages, outline };
  };
  let guide: ReturnType<typeof read> | undefined;
  const once = () => {
    guide ??= read();
    return guide;
  };
  return {
    outline: async () => (await once()).outline,
    page: async (name) => (await once()).pages[name],
  };
}
