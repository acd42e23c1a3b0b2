// Catch2 2 (Debian 12) and 3 behind one name.
#pragma once

#ifdef PRESSBOX_CATCH2_V3
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
