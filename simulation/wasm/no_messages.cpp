// What the C++ library calls when it would throw: in the browser there is nobody to print to, so it stops there, and
// the loader says so. Without this the library brings its own printing along, as large as a phase of the engine.
#include <cstdlib>
#include <version>

#if defined(_LIBCPP_VERSION) && defined(__wasm__)
_LIBCPP_BEGIN_NAMESPACE_STD
[[noreturn]] void __libcpp_verbose_abort(const char*, ...) {
  std::abort();
}
_LIBCPP_END_NAMESPACE_STD

extern "C" [[noreturn]] void abort_message(const char*, ...) {
  std::abort();
}

/// A module never ends: what lives as long as it does needs no destructor.
extern "C" int __cxa_atexit(void (*)(void*), void*, void*) {
  return 0;
}
#endif
