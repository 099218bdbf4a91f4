/** A certification exam as it is held. Where the figures are from stands in the note `ml-exams`. */
export interface Exam {
  /** As tags of questions have it: `#mla-c01/data`. */
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** How many questions it asks, and how many of them count: the others are on trial, and nobody knows which they are. */
  readonly questions: number;
  readonly scored: number;
  /** For all its questions. */
  readonly minutes: number;
  /** Points to pass, on a scale from 100 to 1000. */
  readonly pass: number;
  readonly domains: readonly Domain[];
}

export interface Domain {
  readonly id: string;
  readonly title: string;
  /** Per cent of the scored questions; those of an exam make 100. */
  readonly weight: number;
}

/** The exam that ended, and its last day. */
export const retired = { code: 'MLS-C01', title: 'Machine Learning – Specialty', lastDay: '2026-03-31' } as const;

/** What can be taken in its place, the nearest first. Sources disagree on 170 or 180 minutes for AIP-C01: the shorter counts here. */
export const exams: readonly Exam[] = [
  {
    id: 'mla-c01',
    code: 'MLA-C01',
    title: 'Machine Learning Engineer – Associate',
    questions: 65,
    scored: 50,
    minutes: 130,
    pass: 720,
    domains: [
      { id: 'data', title: 'Data Preparation for Machine Learning', weight: 28 },
      { id: 'models', title: 'ML Model Development', weight: 26 },
      { id: 'deployment', title: 'Deployment and Orchestration of ML Workflows', weight: 22 },
      { id: 'operations', title: 'ML Solution Monitoring, Maintenance and Security', weight: 24 },
    ],
  },
  {
    id: 'aip-c01',
    code: 'AIP-C01',
    title: 'Generative AI Developer – Professional',
    questions: 75,
    scored: 65,
    minutes: 170,
    pass: 750,
    domains: [
      { id: 'models', title: 'Foundation Model Integration, Data Management and Compliance', weight: 31 },
      { id: 'integration', title: 'Implementation and Integration', weight: 26 },
      { id: 'safety', title: 'AI Safety, Security and Governance', weight: 20 },
      { id: 'efficiency', title: 'Operational Efficiency and Optimization', weight: 12 },
      { id: 'testing', title: 'Testing, Validation and Troubleshooting', weight: 11 },
    ],
  },
  {
    id: 'aif-c01',
    code: 'AIF-C01',
    title: 'AI Practitioner',
    questions: 65,
    scored: 50,
    minutes: 90,
    pass: 700,
    domains: [
      { id: 'basics', title: 'Fundamentals of AI and ML', weight: 20 },
      { id: 'generative', title: 'Fundamentals of Generative AI', weight: 24 },
      { id: 'applications', title: 'Applications of Foundation Models', weight: 28 },
      { id: 'responsible', title: 'Guidelines for Responsible AI', weight: 14 },
      { id: 'security', title: 'Security, Compliance and Governance', weight: 14 },
    ],
  },
];

/** The tags that questions may have: `mla-c01/data`. */
export const domainTags: readonly string[] = exams.flatMap(({ id, domains }) =>
  domains.map((domain) => `${id}/${domain.id}`),
);
