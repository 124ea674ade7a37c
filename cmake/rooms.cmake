# How a room (a root folder) becomes build targets. Sources are found by their names:
#   X.cpp            -> static library partance_<room>
#   X_test.cpp       -> GoogleTest program <room>_tests, run by ctest
#   X_benchmark.cpp  -> Google Benchmark program <room>_benchmarks
#   X_fuzz.cpp       -> libFuzzer program X_fuzz (preset `fuzz`)
# A room that is empty or missing still configures.
set(PARTANCE_TEST_SHARDS 2 CACHE STRING "Into how many ctest entries a test program is cut")

# Sets <out> to the files of `folder` whose names end in `suffix`.cpp.
function(partance_find_sources out folder suffix)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*${suffix}.cpp")
  list(FILTER found EXCLUDE REGEX "/(node_modules|build)/")
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

# partance_room(<room> [LEANS_ON <room>...] [USES <target>...])
# LEANS_ON is public (headers show it), USES is private: a third-party library stays in its room.
function(partance_room room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LEANS_ON;USES")
  partance_find_sources(sources ${room} "")
  list(FILTER sources EXCLUDE REGEX "_(test|benchmark|fuzz)\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "/([a-z_]+_)?main\\.cpp$")

  if(sources)
    add_library(partance_${room} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(partance_${room} PRIVATE partance_warnings ${arg_USES})
  else()
    add_library(partance_${room} INTERFACE)
    set(scope INTERFACE)
    target_link_libraries(partance_${room} INTERFACE ${arg_USES})
  endif()
  target_include_directories(partance_${room} ${scope} "${CMAKE_SOURCE_DIR}")
  target_compile_features(partance_${room} ${scope} cxx_std_23)
  foreach(below IN LISTS arg_LEANS_ON)
    target_link_libraries(partance_${room} ${scope} partance_${below})
  endforeach()

  partance_find_sources(tests ${room} "_test")
  partance_test_program(${room}_tests "${tests}" partance_${room} ${arg_USES})
  partance_find_sources(benchmarks ${room} "_benchmark")
  partance_benchmark_program(${room}_benchmarks "${benchmarks}" partance_${room})
  partance_find_sources(fuzzers ${room} "_fuzz")
  partance_fuzzers("${fuzzers}" partance_${room})
endfunction()

# Puts a text file into a room: partance_embed(<room> <file> <function>) defines std::string_view <function>(), its name
# given with its namespace, which a header of the room declares.
function(partance_embed room file function)
  string(REGEX MATCH "^(.*)::([a-z0-9_]+)$" whole "${function}")
  set(namespace "${CMAKE_MATCH_1}")
  set(name "${CMAKE_MATCH_2}")
  file(READ "${CMAKE_SOURCE_DIR}/${file}" content)
  set(source "${CMAKE_BINARY_DIR}/generated/${file}.cpp")
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT
    "#include <string_view>\n\nnamespace @namespace@ {\nstd::string_view @name@();\nstd::string_view @name@() {\n  return R\"embedded(@content@)embedded\";\n}\n}\n")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${file}")
  target_sources(partance_${room} PRIVATE "${source}")
  # The standard only promises 64 KB to one literal; our compilers take any length.
  set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
endfunction()

# Compiles the named sub-folders of a room without exceptions; the whole room when none is named.
function(partance_forbid_exceptions room)
  if(NOT ARGN)
    partance_find_sources(sources ${room} "")
  endif()
  foreach(folder IN LISTS ARGN)
    partance_find_sources(found ${room}/${folder} "")
    list(APPEND sources ${found})
  endforeach()
  list(FILTER sources EXCLUDE REGEX "_(test|benchmark|fuzz)\\.cpp$")
  set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS -fno-exceptions)
endfunction()

# partance_program(<name> <main source> ROOM <room> [QUICK]): an executable in bin/, absent while its source is.
# QUICK is for a command that starts in a millisecond or so: the C++ runtime is linked in, and only libraries that are
# used are loaded.
function(partance_program name main)
  cmake_parse_arguments(PARSE_ARGV 2 arg "QUICK" "ROOM" "")
  file(GLOB present CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${main}")
  if(NOT present)
    return()
  endif()
  add_executable(${name} ${main})
  target_link_libraries(${name} PRIVATE partance_${arg_ROOM} partance_warnings)
  target_link_options(${name} PRIVATE -Wl,--as-needed)
  if(arg_QUICK AND CMAKE_BUILD_TYPE STREQUAL "Release")
    target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc)
  endif()
endfunction()

# Tells the sources of a room where the rulebook is: in the source tree, and once installed.
function(partance_set_rulebook_paths room)
  set(definitions
    PARTANCE_VERSION="${PROJECT_VERSION}"
    PARTANCE_RULEBOOK_DIR="${CMAKE_SOURCE_DIR}/rulebook"
    PARTANCE_INSTALLED_RULEBOOK_DIR="${CMAKE_INSTALL_FULL_DATADIR}/partance/rulebook"
    PARTANCE_WEB_DIR="${CMAKE_SOURCE_DIR}/web/dist")
  get_target_property(kind partance_${room} TYPE)
  if(kind STREQUAL "STATIC_LIBRARY")
    target_compile_definitions(partance_${room} PRIVATE ${definitions})
  endif()
  foreach(program partance partance-server ${room}_tests)
    if(TARGET ${program})
      target_compile_definitions(${program} PRIVATE ${definitions})
    endif()
  endforeach()
endfunction()

# partance_compiled_rulebook(<program> <folder>): has the program compile the rules of a folder, into the file it looks
# for when it starts (share/ beside bin/). Rules in error do not stop the build: the program says so when it is used.
function(partance_compiled_rulebook program folder)
  if(NOT TARGET ${program})
    return()
  endif()
  set(file "${CMAKE_BINARY_DIR}/share/partance/rulebook.program")
  file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/share/partance")
  file(GLOB_RECURSE rules CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.publicodes" "${CMAKE_SOURCE_DIR}/${folder}/*.yaml")
  list(FILTER rules EXCLUDE REGEX "\\.cases\\.yaml$")
  add_custom_command(OUTPUT "${file}"
    COMMAND ${program} compile --rulebook "${CMAKE_SOURCE_DIR}/${folder}" --output "${file}"
      || "${CMAKE_COMMAND}" -E echo "Recueil non compilé, voir ci-dessus / rulebook not compiled, see above"
    DEPENDS ${program} ${rules}
    COMMENT "Compiling the rulebook"
    VERBATIM)
  add_custom_target(compiled_rulebook ALL DEPENDS "${file}")
  install(FILES "${file}" DESTINATION "${CMAKE_INSTALL_DATADIR}/partance" OPTIONAL)
endfunction()

# One GoogleTest program, cut into shards so that ctest fills two cores. Each shard leaves an XML
# report in <build>/reports, from which the number of cases is counted.
function(partance_test_program name sources)
  if(NOT PARTANCE_TESTS OR NOT sources)
    return()
  endif()
  find_package(GTest REQUIRED)
  find_package(Threads REQUIRED)
  find_library(RAPIDCHECK_LIBRARY rapidcheck)
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ${ARGN} partance_warnings GTest::gmock GTest::gtest_main Threads::Threads)
  if(RAPIDCHECK_LIBRARY)
    target_link_libraries(${name} PRIVATE "${RAPIDCHECK_LIBRARY}")
  endif()
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_compile_definitions(${name} PRIVATE
    PARTANCE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" PARTANCE_BINARY_DIR="${CMAKE_BINARY_DIR}")

  math(EXPR last "${PARTANCE_TEST_SHARDS} - 1")
  foreach(shard RANGE ${last})
    set(entry ${name}.${shard})
    add_test(NAME ${entry} COMMAND ${name} --gtest_brief=1 WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${entry} PROPERTIES TIMEOUT 900 ENVIRONMENT
      "GTEST_TOTAL_SHARDS=${PARTANCE_TEST_SHARDS};GTEST_SHARD_INDEX=${shard};GTEST_OUTPUT=xml:${CMAKE_BINARY_DIR}/reports/${entry}.xml")
  endforeach()
endfunction()

function(partance_benchmark_program name sources)
  if(NOT PARTANCE_BENCHMARKS OR NOT sources)
    return()
  endif()
  find_package(benchmark REQUIRED)
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ${ARGN} partance_warnings benchmark::benchmark_main)
  target_compile_definitions(${name} PRIVATE PARTANCE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endfunction()

# One libFuzzer program a source. PARTANCE_FUZZ implies that every room is built with coverage hooks.
function(partance_fuzzers sources)
  if(NOT PARTANCE_FUZZ)
    return()
  endif()
  foreach(source IN LISTS sources)
    get_filename_component(name "${source}" NAME_WE)
    add_executable(${name} "${source}")
    target_link_libraries(${name} PRIVATE ${ARGN} partance_warnings)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzzers")
  endforeach()
endfunction()

# tests/<suite>/*_test.cpp -> <suite>_tests: tests that belong to no single room.
function(partance_cross_room_tests folder)
  file(GLOB suites CONFIGURE_DEPENDS LIST_DIRECTORIES true "${CMAKE_SOURCE_DIR}/${folder}/*")
  foreach(suite IN LISTS suites)
    if(IS_DIRECTORY "${suite}")
      get_filename_component(name "${suite}" NAME)
      partance_find_sources(sources ${folder}/${name} "")
      # The layer check reads sources as text: it must run even when a room does not compile.
      set(below partance_simulation)
      if(TARGET partance_cli)
        set(below partance_cli)
      endif()
      if(name STREQUAL "architecture")
        set(below "")
      endif()
      partance_test_program(${name}_tests "${sources}" ${below})
    endif()
  endforeach()
endfunction()

# bench/*_benchmark.cpp -> bench_benchmarks; any other bench/X.cpp -> a program X of its own.
function(partance_bench_programs folder)
  if(NOT PARTANCE_BENCHMARKS)
    return()
  endif()
  partance_find_sources(benchmarks ${folder} "_benchmark")
  partance_benchmark_program(${folder}_benchmarks "${benchmarks}" partance_simulation)
  partance_find_sources(programs ${folder} "")
  list(FILTER programs EXCLUDE REGEX "_(test|benchmark|fuzz)\\.cpp$")
  foreach(source IN LISTS programs)
    get_filename_component(name "${source}" NAME_WE)
    add_executable(${name} "${source}")
    target_link_libraries(${name} PRIVATE partance_microsimulation partance_warnings)
    target_compile_definitions(${name} PRIVATE PARTANCE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  endforeach()
endfunction()

function(partance_fuzz_programs folder)
  partance_find_sources(sources ${folder} "_fuzz")
  partance_fuzzers("${sources}" partance_simulation)
endfunction()
