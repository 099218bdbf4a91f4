import type { Value } from '../../terraform/value.ts';
import { opensToInternet } from '../exposure.ts';
import { callerKeys } from '../facts/aws-actions.ts';
import type { PolicyCondition, Statement } from '../policy.ts';

const demands = /^(?:ForAnyValue:)?(?:(?:String|Arn)(?:Equals|Like|EqualsIgnoreCase)|IpAddress|Bool)$/i;

/** Whether a value of a condition lets anyone pass: `*`, an ARN of wildcards only, every address. */
function isAnything(text: string): boolean {
  return /^[*?]+$/.test(text) || /^arn:[^:]*:[^:]*:\*?:\*?:\*$/.test(text) || opensToInternet([text]);
}

/** Whether a condition admits only callers that its author knows; one with unknown values does. */
function limitsCaller({ operator, key, values }: PolicyCondition): boolean {
  return demands.test(operator) && callerKeys.has(key) && !values.known.some(({ value }) => isAnything(value));
}

/** Whether conditions limit who the caller may be; also where they are unknown. */
export function isLimited({ conditions, conditionsKnown }: Statement): boolean {
  return !conditionsKnown || conditions.some(limitsCaller);
}

/** The principals of a statement that are everyone: `*`, or any account. */
export function everyone({ principals }: Statement): readonly Value[] {
  return principals
    .filter(({ type, value }) => /^(?:\*|AWS)$/.test(type) && /^(?:\*$|arn:[^:]*:(?:iam|sts)::\*:)/.test(value.value))
    .map(({ value }) => value);
}
