/**
 * Families of EC2 instances that later ones of the same kind have replaced, which do more for the same money.
 * As of November 2026. https://aws.amazon.com/ec2/instance-types/
 */
export const earlierFamilies = /^(?:[tmcrgp][12]|m[34]|c[34]|r[34]|cc2|cr1|i2|d2|h1|hs1|g3s?|p3|x1)\./;
