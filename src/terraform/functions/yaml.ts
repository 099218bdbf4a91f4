import { encoder } from './encoder.ts';
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
  yamlencode: encoder(encodeYaml),
};
