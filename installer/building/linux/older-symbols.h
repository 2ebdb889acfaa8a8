/* Taken into every file: the mathematics of glibc 2.29 set errno in fewer cases and are otherwise
   the same, so those of the first glibc do, and the program starts where there is no newer one. */
#if defined(__x86_64__)
#define OLDEST "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define OLDEST "GLIBC_2.17"
#endif
#ifdef OLDEST
__asm__(".symver exp,exp@" OLDEST);
__asm__(".symver exp2,exp2@" OLDEST);
__asm__(".symver log,log@" OLDEST);
__asm__(".symver log2,log2@" OLDEST);
__asm__(".symver pow,pow@" OLDEST);
#endif
