using System.Runtime.CompilerServices;

// All that crosses to the C library is numbers and pointers, so no stub needs to be compiled at run time for any of its functions.
[assembly: DisableRuntimeMarshalling]
