/** Losses of the peers' tests, from seed 1: the training batch's at iterations 1 to 5, before its update, without regularisation. */
export interface PublishedLosses {
  readonly losses: readonly number[];
  /** Relative tolerance of NEST's own test. */
  readonly tolerance: number;
}

/** The peers' tests: pattern generation, and evidence accumulation with batches of one trial and of two. */
export type PeersTest = 'regression' | 'classification-1' | 'classification-2';

/**
 * Losses of NEST, and of the program of the authors of e-prop (TensorFlow 1.15, INM-6/eligibility_propagation@7df7d2627); null
 * if there are none.
 * @see nest/nest-simulator, testsuite/pytests/synapses/test_eprop_bsshslm_2020_plasticity.py
 */
export const publishedLosses: Readonly<Record<PeersTest, Readonly<Record<'nest' | 'tensorflow', PublishedLosses | null>>>> = {
  regression: {
    nest: { losses: [101.964356999041, 103.466731126205, 103.340607074771, 103.680244037686, 104.412775748752], tolerance: 1e-8 },
    tensorflow: { losses: [101.964363098144, 103.466735839843, 103.340606689453, 103.680244445800, 104.412780761718], tolerance: 1e-7 },
  },
  'classification-1': {
    nest: { losses: [0.741152550006, 0.740388187700, 0.665785233177, 0.663644193322, 0.729428962844], tolerance: 1e-8 },
    tensorflow: { losses: [0.741152524948, 0.740388214588, 0.665785133838, 0.663644134998, 0.729429066181], tolerance: 1e-6 },
  },
  'classification-2': {
    nest: { losses: [0.702163370672, 0.735555303152, 0.740354864111, 0.683882815282, 0.707841122268], tolerance: 1e-8 },
    tensorflow: null,
  },
};
