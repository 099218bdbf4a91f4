/**
 * Machine types that later families of the same cloud have replaced, which do more for the same money. As of November 2026.
 */

/** https://cloud.google.com/compute/docs/machine-resource */
export const earlierGoogle = /^(?:n1-|m1-|f1-micro$|g1-small$)/;

/** Sizes whose retirement in 2028 is announced. https://learn.microsoft.com/en-us/azure/virtual-machines/sizes/retirement/retired-sizes-list */
export const earlierAzure =
  /^(?:Basic|Standard)_(?:A\d+m?(?:_v2)?|DS?\d+(?:-\d+)?(?:_v2)?|F\d+s?(?:_v2)?|GS?\d+(?:-\d+)?|L\d+s(?:_v2)?)(?:_Promo)?$/;
