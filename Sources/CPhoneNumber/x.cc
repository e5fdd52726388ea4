extern "C" int cphonenumber_placeholder(void){return 0;}
