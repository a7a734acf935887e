# What is installed: the program, and for programs of stress tests the engine with its headers.
#
#     find_package(litmus REQUIRED)
#     add_executable(my_tests my_tests.cpp)
#     target_link_libraries(my_tests PRIVATE litmus::main)      # or litmus::harness in a unit test
#
# Tested by src/agreement/install_test.cpp, which builds such a project.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/litmus)
# In a folder of its own, where no find_package looks: it would find what is not installed.
set(installed ${PROJECT_BINARY_DIR}/installed)
set_target_properties(litmus_harness PROPERTIES EXPORT_NAME harness)
set_target_properties(litmus_main PROPERTIES EXPORT_NAME main)
install(TARGETS litmus RUNTIME)
install(TARGETS litmus_base litmus_harness litmus_main EXPORT litmus_targets ARCHIVE
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/litmus)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/harness
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/litmus
  FILES_MATCHING PATTERN "*.h" PATTERN topologies EXCLUDE)
install(EXPORT litmus_targets FILE litmus_targets.cmake NAMESPACE litmus:: DESTINATION ${package})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/litmusConfig.cmake.in
  ${installed}/litmusConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${installed}/litmusConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${installed}/litmusConfig.cmake ${installed}/litmusConfigVersion.cmake
  DESTINATION ${package})
