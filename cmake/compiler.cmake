# What every source is compiled with: the language, the warnings (target `partance_warnings`),
# the sanitizers a preset asks for, and ccache when the machine has it.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Kind of build" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_MINSIZEREL "-Oz -DNDEBUG")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

option(PARTANCE_WARNINGS_ARE_ERRORS "Refuse a source that compiles with a warning" ON)
set(PARTANCE_SANITIZERS "" CACHE STRING "Comma-separated list given to -fsanitize=")

add_library(partance_warnings INTERFACE)
target_compile_options(partance_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast)
if(PARTANCE_WARNINGS_ARE_ERRORS)
  target_compile_options(partance_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees overlapping copies inside std::string's operator+ where there are none (GCC bug 105651).
  target_compile_options(partance_warnings INTERFACE -Wno-restrict)
  if(PARTANCE_SANITIZERS)
    # Instrumented code hides initialisations from the flow analysis.
    target_compile_options(partance_warnings INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12 uses inside std::stable_sort what it marks as deprecated.
  target_compile_options(partance_warnings INTERFACE -Wno-deprecated-declarations)
endif()

# A fused multiply-add rounds once where JavaScript rounds twice: answers would differ by machine.
add_compile_options(-ffp-contract=off)
if(NOT CMAKE_BUILD_TYPE MATCHES "^(Release|MinSizeRel)$")
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()

if(PARTANCE_SANITIZERS)
  add_compile_options(-fsanitize=${PARTANCE_SANITIZERS} -fno-omit-frame-pointer)
  if(NOT PARTANCE_SANITIZERS STREQUAL "thread")
    add_compile_options(-fno-sanitize-recover=all)
  endif()
  add_link_options(-fsanitize=${PARTANCE_SANITIZERS})
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  include(CheckIPOSupported)
  check_ipo_supported(RESULT ipo_works OUTPUT ipo_reason LANGUAGES CXX)
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ${ipo_works})
endif()
