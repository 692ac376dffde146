/** The kernel for memory that is not shared; the build writes it. */
export const kernelBase64: string;
