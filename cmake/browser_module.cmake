# The browser module partance.wasm: what answers questions about a rulebook, without what reads rule files.
#
# It is one program from the same sources as the rooms: base without files, the phases of the engine that a serialised
# program needs, and the simulation. simulation/wasm/exports.cpp is its face; web/engine loads it.

# Sets <out> to the sources of these folders that are part of the product.
function(partance_browser_sources out)
  set(all "")
  foreach(folder IN LISTS ARGN)
    partance_find_sources(found ${folder} "")
    list(APPEND all ${found})
  endforeach()
  list(FILTER all EXCLUDE REGEX "_(test|benchmark|fuzz)\\.cpp$")
  # Files of a disk, and YAML, stay outside.
  list(FILTER all EXCLUDE REGEX "/base/file\\.cpp$|/engine/syntax/yaml_[a-z_]*\\.cpp$")
  set(${out} "${all}" PARENT_SCOPE)
endfunction()

# partance_browser_module(<name> FOLDERS <folder>...): exports every partance_* function of simulation/wasm/exports.cpp.
function(partance_browser_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FOLDERS")
  partance_browser_sources(sources ${arg_FOLDERS})
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE partance_warnings)
  target_compile_features(${name} PRIVATE cxx_std_23)
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  # What every browser has had since 2021 (Chrome 75, Firefox 79, Safari 15); WebAssembly has one thread here.
  target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti -ffunction-sections -fdata-sections
    -mbulk-memory -msign-ext -mnontrapping-fptoint -fno-threadsafe-statics -flto)
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  file(STRINGS "${CMAKE_SOURCE_DIR}/simulation/wasm/exports.cpp" exports REGEX "^[A-Za-z].* [*]*partance_[a-z_]+\\(")
  list(TRANSFORM exports REPLACE ".* [*]*(partance_[a-z_]+)\\(.*" "-Wl,--export=\\1")
  target_link_options(${name} PRIVATE -flto -mexec-model=reactor ${exports}
    # The stack comes first, so that too deep a recursion traps instead of writing over data.
    -Wl,--gc-sections -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=1048576 -Wl,--max-memory=536870912
    -Wl,-mllvm,-inline-threshold=-20)
  # Written as loops over bytes, these functions must not be turned into calls of themselves.
  set_source_files_properties("${CMAKE_SOURCE_DIR}/simulation/wasm/memory.cpp" PROPERTIES COMPILE_OPTIONS "-fno-builtin;-fno-lto")
  find_program(WASM_OPT wasm-opt)
  if(WASM_OPT)
    add_custom_command(TARGET ${name} POST_BUILD
      # The stack stands in low memory, so that no object is at an address that a small offset could wrap around.
      COMMAND "${WASM_OPT}" -Oz --converge --one-caller-inline-max-function-size 100 --low-memory-unused --enable-bulk-memory --enable-sign-ext
        --enable-mutable-globals --enable-nontrapping-float-to-int --strip-producers "$<TARGET_FILE:${name}>" -o "$<TARGET_FILE:${name}>"
      VERBATIM)
  endif()
endfunction()
