/**
 * Families of ECS instance types that Alibaba Cloud no longer sells to everybody or has newer ones for at a lower price
 * for the same work, without the prefix `ecs.`. https://www.alibabacloud.com/help/en/ecs/user-guide/overview-of-instance-families
 */
export const earlierFamilies: readonly string[] = [
  // Of the first two generations, phased out
  't1',
  's1',
  's2',
  's3',
  'm1',
  'm2',
  'c1',
  'c2',
  'c4',
  'ce4',
  'cm4',
  'n1',
  'n2',
  'n4',
  'e3',
  'e4',
  'mn4',
  'xn4',
  'sn1',
  'sn2',
  'se1',
  // Of the third, followed by sixth to ninth generations
  'sn1ne',
  'sn2ne',
  'se1ne',
  't5',
];
