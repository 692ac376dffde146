/** AssemblyScript's 32-bit integer, for the sizes that the kernel and its host share. */
declare type i32 = number;
