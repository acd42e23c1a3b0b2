# Installs the build in BUILD to a folder of its own, looks for what must be there, uses the binary, and builds and
# runs the project beside this file against the package.
# Needs -D BUILD -D SOURCE -D CXX -D GENERATOR.

function(run)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUTPUT" "COMMAND")
  execute_process(COMMAND ${arg_COMMAND} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    list(JOIN arg_COMMAND " " command)
    message(FATAL_ERROR "${command}\nended with ${status}\n${output}\n${errors}")
  endif()
  if(arg_OUTPUT)
    set(${arg_OUTPUT} "${output}" PARENT_SCOPE)
  endif()
endfunction()

set(prefix ${BUILD}/install_test/prefix)
file(REMOVE_RECURSE ${BUILD}/install_test)
run(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
foreach(file bin/pressbox include/pressbox/extractor/pipeline.h share/pressbox/lexicon.bin
    share/pressbox/lexicons/README.md share/doc/pressbox/LICENSE share/doc/pressbox/NOTICE)
  if(NOT EXISTS ${prefix}/${file})
    message(FATAL_ERROR "${file} was not installed")
  endif()
endforeach()

# Moved elsewhere, so that nothing can be found by the paths of the build.
set(moved ${BUILD}/install_test/moved)
file(RENAME ${prefix} ${moved})
file(WRITE ${BUILD}/install_test/note.txt "\"We were slow,\" Ann Hall said.\n")
run(COMMAND ${moved}/bin/pressbox extract --to jsonl ${BUILD}/install_test/note.txt OUTPUT json)
string(JSON text GET "${json}" quotes 0 text)
if(NOT text STREQUAL "We were slow,")
  message(FATAL_ERROR "the installed binary printed ${json}")
endif()

run(COMMAND ${CMAKE_COMMAND} -S ${SOURCE}/tests/consumer -B ${BUILD}/install_test/consumer -G ${GENERATOR}
  -D CMAKE_CXX_COMPILER=${CXX} -D CMAKE_PREFIX_PATH=${moved})
run(COMMAND ${CMAKE_COMMAND} --build ${BUILD}/install_test/consumer)
run(COMMAND ${BUILD}/install_test/consumer/consumer OUTPUT found)
if(NOT found STREQUAL "We were slow,\n")
  message(FATAL_ERROR "the consumer printed ${found}")
endif()
