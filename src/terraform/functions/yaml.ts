import { string } from '../make.ts';
import { firstUnknown } from '../operators.ts';
import { type FunctionTable, textArgument } from './spec.ts';
import { decodeYaml, YamlFault } from './yaml-decode.ts';
import { encodeYaml } from './yaml-encode.ts';

/** YAML functions, by name. */
export const yamlFunctions: FunctionTable = {
  yamldecode: {
    parameters: ['text'],
    run: ([text], { origin }) => {
      try {
        return decodeYaml(textArgument(text), origin);
      } catch (error) {
        if (error instanceof YamlFault) return `the text is no YAML: ${error.message}`;
        throw error;
      }
    },
  },
  yamlencode: {
    parameters: ['any?'],
    unknown: 'arguments',
    marks: 'deep',
    run: ([value], { origin }) => {
      if (!value) return 'a value is needed';
      const open = firstUnknown(value);
      if (open) return { ...open, origin: { ...origin, through: open.origin.through }, document: value };
      return { ...string(encodeYaml(value), origin), document: value };
    },
  },
};
