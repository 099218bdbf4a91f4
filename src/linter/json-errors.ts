import { type ParseError, printParseErrorCode } from 'jsonc-parser';

const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'Unexpected word; text stands in double quotes.',
  InvalidNumberFormat: 'This is not a number.',
  PropertyNameExpected: 'Expected a key in double quotes.',
  ValueExpected: 'Expected a value.',
  ColonExpected: 'Expected a colon after the key.',
  CommaExpected: 'Expected a comma before this.',
  CloseBraceExpected: 'Expected a closing brace.',
  CloseBracketExpected: 'Expected a closing bracket.',
  EndOfFileExpected: 'Nothing may follow the closing brace.',
  UnexpectedEndOfComment: 'This comment is not closed.',
  UnexpectedEndOfString: 'This string is not closed.',
  UnexpectedEndOfNumber: 'This number breaks off.',
  InvalidUnicode: 'Expected four hexadecimal digits after \\u.',
  InvalidEscapeCharacter: 'There is no such escape; write a backslash as \\\\.',
  InvalidCharacter: 'This character must be escaped here.',
};

/** What is wrong at a fault of JSON syntax, for people. */
export function syntaxMessage(error: ParseError['error']): string {
  return messages[printParseErrorCode(error)] ?? 'This is not valid JSON.';
}
