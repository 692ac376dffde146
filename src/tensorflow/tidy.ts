import * as tf from '@tensorflow/tfjs';

/** Does `tf.tidy` for work that gives a record or a list of tensors, which TensorFlow.js takes but its types do not. */
export function tidy<T>(work: () => T): T {
  return tf.tidy(work as () => tf.TensorContainer) as T;
}
